import type { MikroORM } from '@mikro-orm/postgresql';
import { createApp, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { NotificationDeps } from './deps';
import { subscriptions } from './events/subscriptions';
import { routes } from './http/routes';

export type NotificationAppOptions = Omit<NotificationDeps, 'em'> &
  Omit<AppOptions<NotificationDeps>, 'name' | 'routes' | 'subscriptions' | 'scope'> & {
    readonly orm: MikroORM;
  };

/** Assembles the notification service from what it depends on. */
export const createNotificationApp = ({
  orm,
  templates,
  unsubscribing,
  push,
  shopUrl,
  wake,
  now,
  ...options
}: NotificationAppOptions): Koa =>
  createApp<NotificationDeps>({
    ...options,
    name: 'notification',
    routes,
    subscriptions,
    scope: () => ({ em: orm.em.fork(), templates, unsubscribing, push, shopUrl, wake, now }),
  });
