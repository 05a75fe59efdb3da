import type { MikroORM } from '@mikro-orm/postgresql';
import { EVENT_CONSUMERS } from '@sidecart/contracts';
import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { ProductDeps } from './deps';
import { subscriptions } from './events/subscriptions';
import { routes } from './http/routes';

export type ProductAppOptions = Omit<ProductDeps, 'em'> &
  Omit<AppOptions<ProductDeps>, 'name' | 'routes' | 'subscriptions' | 'consumers' | 'scope'> & {
    readonly orm: MikroORM;
  };

/** Assembles the product service from what it depends on. */
export const createProductApp = ({
  orm,
  cache,
  images,
  holdMinutes,
  reviewModeration,
  now,
  wakeImports,
  ...options
}: ProductAppOptions): Koa =>
  createApp<ProductDeps>({
    ...options,
    name: 'product',
    routes,
    subscriptions,
    consumers: EVENT_CONSUMERS.product,
    scope: () => ({ em: orm.em.fork(), cache, images, holdMinutes, reviewModeration, now, wakeImports }),
  });
