# One image for the seven services, the sandbox payment provider and what prepares a deployment; a second, small one for
# their sidecars (--target sidecar). For Docker, Podman and buildah: no frontend of its own, no cache or secret mounts.
#   docker build --tag sidecart .
#   docker build --tag sidecart-sidecar --target sidecar .
# Which program runs is chosen by working directory and command: `--workdir /app/services/order … node dist/main.js`.
ARG NODE_VERSION=20.20.2
ARG DAPR_VERSION=1.18.3
ARG BUSYBOX_VERSION=1.37.0

FROM docker.io/library/busybox:${BUSYBOX_VERSION}-musl AS shell

FROM docker.io/daprio/daprd:${DAPR_VERSION} AS sidecar
# daprd reads its tokens from its environment only. A shell reads them from a file and makes room for daprd.
COPY --from=shell /bin/busybox /bin/busybox
# Beside the folders of services, so that the components' ../../.sidecart is /app/.sidecart. Not every builder makes the
# folder that WORKDIR names.
COPY deploy/sidecar.sh /app/services/sidecar/sidecar.sh
WORKDIR /app/services/sidecar
LABEL org.opencontainers.image.title="sidecart-sidecar" \
      org.opencontainers.image.description="daprd with its tokens from a file" \
      org.opencontainers.image.licenses="Apache-2.0"
USER 65532:65532
ENTRYPOINT ["/bin/busybox", "sh", "/app/services/sidecar/sidecar.sh"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=6 \
  CMD ["/bin/busybox", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3500/v1.0/healthz/outbound"]

FROM docker.io/library/node:${NODE_VERSION}-bookworm-slim AS manifests
WORKDIR /app
# What decides which packages are installed, so that an edit of a source installs none anew.
COPY package.json package-lock.json .npmrc ./
COPY packages/contracts/package.json packages/contracts/
COPY packages/platform/package.json packages/platform/
COPY packages/testing/package.json packages/testing/
COPY services/auth/package.json services/auth/
COPY services/gateway/package.json services/gateway/
COPY services/notification/package.json services/notification/
COPY services/order/package.json services/order/
COPY services/payment/package.json services/payment/
COPY services/product/package.json services/product/
COPY services/user/package.json services/user/
COPY scripts/package.json scripts/
COPY e2e/package.json e2e/

FROM manifests AS build
RUN npm ci
COPY tsconfig.base.json ./
COPY packages packages
COPY services services
COPY scripts scripts
# Declarations and source maps are for editors.
RUN npx tsc -b services/* services/payment/sandbox scripts \
 && find packages services scripts -path '*/node_modules' -prune -o -type f \
      \( -name '*.d.ts' -o -name '*.map' -o -name '.tsbuildinfo' \) -path '*/dist/*' -exec rm {} +

FROM manifests AS packages
# The services bring the packages that they need; the scripts' own (servers, tools) stay out. Half of what npm installs
# are declarations and source maps.
RUN npm ci --omit=dev --workspace=packages/contracts --workspace=packages/platform --workspace=services \
 && find node_modules packages services -type f \
      \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -delete \
 && rm -rf package-lock.json .npmrc packages/testing scripts e2e \
      node_modules/.bin node_modules/.package-lock.json \
      node_modules/@sidecart/testing node_modules/@sidecart/scripts node_modules/@sidecart/e2e

FROM docker.io/library/node:${NODE_VERSION}-bookworm-slim AS platform
# What starts a service is node; npm and yarn would only be more to look after.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn* \
      /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg
WORKDIR /app
COPY --from=packages /app ./
COPY --from=build /app/packages/contracts/dist packages/contracts/dist
COPY --from=build /app/packages/platform/dist packages/platform/dist
COPY --from=build /app/services/auth/dist services/auth/dist
COPY --from=build /app/services/gateway/dist services/gateway/dist
COPY services/gateway/openapi.json services/gateway/openapi.json
COPY services/gateway/public services/gateway/public
COPY --from=build /app/services/notification/dist services/notification/dist
COPY --from=build /app/services/order/dist services/order/dist
COPY --from=build /app/services/payment/dist services/payment/dist
COPY --from=build /app/services/payment/sandbox/dist services/payment/sandbox/dist
COPY --from=build /app/services/product/dist services/product/dist
COPY --from=build /app/services/user/dist services/user/dist
# Programs for deployments, which need no package, with all that they import: a test compares.
COPY --from=build /app/scripts/dist/catch-texts.js /app/scripts/dist/check-health.js \
     /app/scripts/dist/prepare-containers.js /app/scripts/dist/provision-databases.js \
     /app/scripts/dist/paths.js /app/scripts/dist/plain-error.js /app/scripts/dist/secrets.js scripts/dist/
COPY --from=build /app/scripts/dist/containers scripts/dist/containers
COPY --from=build /app/scripts/dist/servers/caught-texts.js /app/scripts/dist/servers/component-secrets.js \
     /app/scripts/dist/servers/databases-of.js /app/scripts/dist/servers/infrastructure-ports.js \
     /app/scripts/dist/servers/kafka-properties.js /app/scripts/dist/servers/mail-inbox.js \
     /app/scripts/dist/servers/mail-pages.js /app/scripts/dist/servers/rabbitmq-definitions.js \
     /app/scripts/dist/servers/sandbox.js /app/scripts/dist/servers/service-databases.js scripts/dist/servers/
COPY scripts/seed scripts/seed
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="sidecart" \
      org.opencontainers.image.description="The services of an e-commerce platform" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
# Nothing is written below /app: the root file system can be read-only. By number, so that Kubernetes sees it is not root.
ENV NODE_ENV=production
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "/app/scripts/dist/check-health.js"]
CMD ["node", "dist/main.js"]
