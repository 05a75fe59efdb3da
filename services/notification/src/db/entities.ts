import { defineEntity, p } from '@mikro-orm/core';
import { DeliveryLogEntry, OUTCOMES } from '../domain/delivery-log-entry';
import { CHANNELS, KINDS } from '../domain/kinds';
import { Notification, NOTIFICATION_STATUSES } from '../domain/notification';
import { Preference } from '../domain/preference';
import { PushSubscription } from '../domain/push-subscription';
import { QuietHours } from '../domain/quiet-hours';
import { Template, TEMPLATE_ORIGINS } from '../domain/template';

export const TemplateSchema = defineEntity({
  class: Template,
  tableName: 'templates',
  indexes: [
    {
      name: 'templates_one_active',
      expression: `create unique index "templates_one_active" on "templates" ("key", "locale") where "is_active"`,
    },
    {
      name: 'templates_built_in',
      expression: `create unique index "templates_built_in" on "templates" ("key", "locale", "revision") where "origin" = 'built-in'`,
    },
  ],
  properties: {
    key: p.enum(KINDS.slice()).primary(),
    locale: p.text().primary(),
    version: p.integer().primary(),
    origin: p.enum(TEMPLATE_ORIGINS.slice()),
    revision: p.integer(),
    isActive: p.boolean(),
    subject: p.text(),
    text: p.text(),
    html: p.text(),
    short: p.text(),
    variables: p.json<object>(),
    createdAt: p.datetime(),
    createdBy: p.uuid().nullable(),
    note: p.text().nullable(),
  },
});

export const NotificationSchema = defineEntity({
  class: Notification,
  tableName: 'notifications',
  uniques: [{ name: 'notifications_fact_key_channel_unique', properties: ['factKey', 'channel'] }],
  indexes: [
    { name: 'notifications_by_user', properties: ['userId', 'id'] },
    { name: 'notifications_by_status', properties: ['status', 'id'] },
    { name: 'notifications_by_kind', properties: ['kind', 'id'] },
    {
      name: 'notifications_inbox',
      expression: `create index "notifications_inbox" on "notifications" ("user_id", "id") where "channel" = 'inbox'`,
    },
    {
      name: 'notifications_unread',
      expression: `create index "notifications_unread" on "notifications" ("user_id", "id") where "channel" = 'inbox' and "read_at" is null`,
    },
    {
      // By channel, so that the backlog of one is not in the way of another.
      name: 'notifications_due_by_channel',
      expression: `create index "notifications_due_by_channel" on "notifications" ("channel", "next_attempt_at") where "status" = 'queued'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    factKey: p.text(),
    userId: p.uuid().nullable(),
    kind: p.enum(KINDS.slice()),
    channel: p.enum(CHANNELS.slice()),
    revision: p.integer().fieldName('template_version'),
    variables: p.json<Record<string, unknown>>(),
    status: p.enum(NOTIFICATION_STATUSES.slice()),
    attempts: p.integer(),
    resends: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    readAt: p.datetime().nullable(),
    log: () => p.oneToMany(DeliveryLogEntrySchema).mappedBy('notification').orderBy({ id: 'asc' }),
  },
});

export const DeliveryLogEntrySchema = defineEntity({
  class: DeliveryLogEntry,
  tableName: 'notification_logs',
  indexes: [
    { name: 'notification_logs_by_user', properties: ['userId', 'id'] },
    { name: 'notification_logs_by_outcome', properties: ['outcome', 'id'] },
  ],
  properties: {
    id: p.uuid().primary(),
    notification: () => p.manyToOne(NotificationSchema).ref().deleteRule('cascade').index(),
    userId: p.uuid().nullable(),
    kind: p.enum(KINDS.slice()),
    channel: p.enum(CHANNELS.slice()),
    attempt: p.integer(),
    outcome: p.enum(OUTCOMES.slice()),
    code: p.text().nullable(),
    at: p.datetime(),
  },
});

export const PreferenceSchema = defineEntity({
  class: Preference,
  tableName: 'preferences',
  properties: {
    userId: p.uuid().primary(),
    kind: p.enum(KINDS.slice()).primary(),
    channel: p.enum(CHANNELS.slice()).primary(),
    isEnabled: p.boolean(),
    updatedAt: p.datetime(),
  },
});

export const PushSubscriptionSchema = defineEntity({
  class: PushSubscription,
  tableName: 'push_subscriptions',
  indexes: [{ name: 'push_subscriptions_by_user', properties: ['userId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    userId: p.uuid(),
    endpoint: p.text().unique(),
    p256dh: p.text().fieldName('p256dh'),
    auth: p.text(),
    label: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

export const QuietHoursSchema = defineEntity({
  class: QuietHours,
  tableName: 'quiet_hours',
  properties: {
    userId: p.uuid().primary(),
    from: p.text().fieldName('quiet_from'),
    to: p.text().fieldName('quiet_to'),
    timeZone: p.text(),
    updatedAt: p.datetime(),
  },
});
