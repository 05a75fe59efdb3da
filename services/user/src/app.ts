import type { MikroORM } from '@mikro-orm/postgresql';
import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { UserDeps } from './deps';
import { routes } from './http/routes';

export type UserAppOptions = Omit<UserDeps, 'em'> &
  Omit<AppOptions<UserDeps>, 'name' | 'routes' | 'subscriptions' | 'scope'> & { readonly orm: MikroORM };

/** Assembles the user service from what it depends on. */
export const createUserApp = ({ orm, now, ...options }: UserAppOptions): Koa =>
  createApp<UserDeps>({ ...options, name: 'user', routes, scope: () => ({ em: orm.em.fork(), now }) });
