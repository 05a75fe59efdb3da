import { StringEnum, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { OUTCOMES } from '../domain/delivery-log-entry';
import { CHANNELS, KINDS } from '../domain/kinds';
import { NOTIFICATION_STATUSES } from '../domain/notification';

export const KindField = StringEnum(KINDS, { description: 'What it is about.' });
export const ChannelField = StringEnum(CHANNELS, { description: 'How it reaches the person.' });

const StatusField = StringEnum(NOTIFICATION_STATUSES, {
  description:
    'Queued until it is sent; failed when it cannot be; dead when it was tried too often; cancelled when it is not wanted.',
});

const OrNull = <T extends ReturnType<typeof Type.String>>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const NotificationPath = Type.Object({ notificationId: Uuid });

const shown = {
  id: Uuid,
  kind: KindField,
  channel: ChannelField,
  status: StatusField,
  subject: Type.String({
    description: 'What it says, in a line.',
    examples: ['Your order SC-7K3M-9QXA-02BD is on its way'],
  }),
  createdAt: Timestamp,
  sentAt: OrNull(Timestamp, 'When it was last sent.'),
};

/** A notification as its recipient reads it in the shop. */
export const InboxItemView = Type.Object({
  ...shown,
  text: Type.String({
    description: 'What it says, in a sentence or two.',
    examples: ['Your order SC-7K3M-9QXA-02BD has left with DHL.'],
  }),
  link: Type.String({
    description: 'Where in the shop it leads to.',
    examples: ['https://shop.example/orders/01901c4e-7f3a-7c21-9d3b-5a8e6f10c2d4'],
  }),
  readAt: OrNull(Timestamp, 'When it was read; null as long as it is unread.'),
});
export type InboxItemView = Static<typeof InboxItemView>;

export const InboxPage = Type.Object({
  ...PageOf(InboxItemView).properties,
  unread: Type.Integer({ description: 'How many are unread in all.', examples: [2] }),
});

/** A notification as the staff see it in the queue: what became of it, not what it was filled in with. */
export const QueuedView = Type.Object({
  ...shown,
  userId: OrNull(Uuid, 'Whom it is for; null when it is for the staff.'),
  attempts: Type.Integer({ description: 'How often it was tried since it was last queued.', examples: [1] }),
  resends: Type.Integer({ description: 'How often staff had it sent again.', examples: [0] }),
  nextAttemptAt: OrNull(Timestamp, 'When it is tried next; null unless it is queued.'),
  code: OrNull(
    Type.String({ examples: ['smtp-451'] }),
    'Why the last attempt did not succeed, if it did not.',
  ),
});
export type QueuedView = Static<typeof QueuedView>;

export const QueuePage = PageOf(QueuedView);

export const DeliveryLogPage = PageOf(
  Type.Object({
    id: Uuid,
    notificationId: Uuid,
    userId: OrNull(Uuid, 'Whom it was for; null when it was for the staff.'),
    kind: KindField,
    channel: ChannelField,
    attempt: Type.Integer({ description: 'Counts the attempts.', examples: [1] }),
    status: StringEnum(OUTCOMES, { description: 'What came of the attempt.' }),
    code: OrNull(Type.String({ examples: ['smtp-550'] }), 'Why it was not sent, such as smtp-550.'),
    at: Timestamp,
  }),
);
