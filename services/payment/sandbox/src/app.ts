import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { SandboxDeps } from './deps';
import { adminRoutes, routes } from './http/routes';

export interface SandboxAppOptions extends Pick<
  AppOptions<SandboxDeps>,
  'verifier' | 'readiness' | 'log' | 'metrics' | 'checkResponses'
> {
  readonly deps: SandboxDeps;
  /** Whether it offers the fault switches and the page of the books. */
  readonly hasAdmin: boolean;
}

/** Assembles the sandbox provider's HTTP application. */
export const createSandboxApp = ({ deps, hasAdmin, ...options }: SandboxAppOptions): Koa =>
  createApp<SandboxDeps>({
    ...options,
    name: 'sandbox',
    routes: hasAdmin ? [...routes, ...adminRoutes] : routes,
    scope: () => ({ ...deps, em: deps.em.fork() }),
    appToken: undefined,
  });
