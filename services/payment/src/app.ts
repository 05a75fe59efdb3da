import type { MikroORM } from '@mikro-orm/postgresql';
import { EVENT_CONSUMERS } from '@sidecart/contracts';
import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { PaymentDeps } from './deps';
import { subscriptions } from './events/subscriptions';
import { routes } from './http/routes';

export type PaymentAppOptions = Omit<PaymentDeps, 'em'> &
  Omit<AppOptions<PaymentDeps>, 'name' | 'routes' | 'subscriptions' | 'consumers' | 'scope'> & {
    readonly orm: MikroORM;
  };

/** Assembles the payment service from what it depends on. */
export const createPaymentApp = ({ orm, providers, wake, now, ...options }: PaymentAppOptions): Koa =>
  createApp<PaymentDeps>({
    ...options,
    name: 'payment',
    routes,
    subscriptions,
    consumers: EVENT_CONSUMERS.payment,
    cardData: { exceptMembers: ['cursor'] },
    scope: () => ({ em: orm.em.fork(), providers, wake, now }),
  });
