import type { MikroORM } from '@mikro-orm/postgresql';
import { EVENT_CONSUMERS } from '@sidecart/contracts';
import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { OrderDeps } from './deps';
import { subscriptions } from './events/subscriptions';
import { routes } from './http/routes';

export type OrderAppOptions = Omit<OrderDeps, 'em'> &
  Omit<AppOptions<OrderDeps>, 'name' | 'routes' | 'subscriptions' | 'consumers' | 'scope'> & {
    readonly orm: MikroORM;
  };

/** Assembles the order service from what it depends on. */
export const createOrderApp = ({
  orm,
  catalogue,
  taxRules,
  cartDays,
  now,
  returnWindowDays,
  ...options
}: OrderAppOptions): Koa =>
  createApp<OrderDeps>({
    ...options,
    name: 'order',
    routes,
    subscriptions,
    consumers: EVENT_CONSUMERS.order,
    // One in ten of a parcel's numbers passes the check of a card's.
    cardData: { exceptMembers: ['cursor', 'trackingNumber', 'trackingUrl'] },
    scope: () => ({ em: orm.em.fork(), catalogue, taxRules, cartDays, now, returnWindowDays }),
  });
