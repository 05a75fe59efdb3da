import { defineEntity, p } from '@mikro-orm/core';
import { DeliveryLogEntry, OUTCOMES } from '../domain/delivery-log-entry';
import { CHANNELS, KINDS } from '../domain/kinds';
import { Notification, NOTIFICATION_STATUSES } from '../domain/notification';
import { Preference } from '../domain/preference';
import { Template } from '../domain/template';

export const TemplateSchema = defineEntity({
  class: Template,
  tableName: 'templates',
  properties: {
    key: p.enum(KINDS.slice()).primary(),
    locale: p.text().primary(),
    version: p.integer().primary(),
    subject: p.text(),
    text: p.text(),
    html: p.text(),
    variables: p.json<object>(),
  },
});

export const NotificationSchema = defineEntity({
  class: Notification,
  tableName: 'notifications',
  indexes: [
    { name: 'notifications_by_user', properties: ['userId', 'id'] },
    {
      name: 'notifications_due',
      expression: `create index "notifications_due" on "notifications" ("next_attempt_at") where "status" = 'queued'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    factKey: p.text().unique(),
    userId: p.uuid(),
    kind: p.enum(KINDS.slice()),
    channel: p.enum(CHANNELS.slice()),
    templateVersion: p.integer(),
    variables: p.json<Record<string, unknown>>(),
    status: p.enum(NOTIFICATION_STATUSES.slice()),
    attempts: p.integer(),
    resends: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    sentAt: p.datetime().nullable(),
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
    userId: p.uuid(),
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
