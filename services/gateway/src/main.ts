import '@sidecart/platform/tracing';
import { runService } from '@sidecart/platform';
import { GatewayConfig } from './config';
import { createGatewayServer } from './http/create-gateway-server';
import { startGateway } from './start-gateway';

void runService({
  name: 'gateway',
  config: GatewayConfig,
  start: startGateway,
  listenOptions: (config) => ({
    drainMs: config.DRAIN_MS,
    createServer: (listener) =>
      createGatewayServer(listener, {
        headersTimeoutMs: config.CLIENT_HEADERS_TIMEOUT_MS,
        requestTimeoutMs: config.CLIENT_REQUEST_TIMEOUT_MS,
        idleTimeoutMs: config.CLIENT_IDLE_TIMEOUT_MS,
      }),
  }),
});
