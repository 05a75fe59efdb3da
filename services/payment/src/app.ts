import type { MikroORM } from '@mikro-orm/postgresql';
import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { PaymentDeps } from './deps';
import { subscriptions } from './events/subscriptions';
import { routes } from './http/routes';

export type PaymentAppOptions = Omit<PaymentDeps, 'em'> &
  Omit<AppOptions<PaymentDeps>, 'name' | 'routes' | 'subscriptions' | 'scope'> & { readonly orm: MikroORM };

/** Assembles the payment service from what it depends on. */
export const createPaymentApp = ({ orm, providers, wake, now, ...options }: PaymentAppOptions): Koa =>
  createApp<PaymentDeps>({
    ...options,
    name: 'payment',
    routes,
    subscriptions,
    cardData: { exceptMembers: ['cursor'] },
    scope: () => ({ em: orm.em.fork(), providers, wake, now }),
  });
