import { AmountMinor, StringEnum, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { TIMELINE_KINDS } from '../domain/timeline-entry';

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const ForStaff = <T extends TSchema>(schema: T) => Type.Optional(Nullable(schema));

export const TimelineEntryView = Type.Object({
  id: Uuid,
  at: Timestamp,
  kind: StringEnum(['status', ...TIMELINE_KINDS] as const, {
    description: 'What happened. Customers see status, return, refund, tracking and payment-action.',
  }),
  from: Nullable(
    Type.String({ description: 'Where the order or return stood before.', examples: ['pending'] }),
  ),
  to: Nullable(Type.String({ description: 'Where it stood then.', examples: ['confirmed'] })),
  detail: Nullable(Type.String({ description: 'What else there is to say.', examples: ['payment-timeout'] })),
  actor: Nullable(StringEnum(['customer', 'staff', 'system'], { description: 'Who did it.' })),
  returnId: Nullable(
    Type.String({ format: 'uuid', description: 'The return it is about, if it is about one.' }),
  ),
  amountMinor: Nullable(
    Type.Integer({ ...AmountMinor, description: 'The money it is about, in minor units.' }),
  ),
  traceId: Nullable(
    Type.String({
      description: 'The trace in which it happened.',
      examples: ['0af7651916cd43dd8448eb211c80319c'],
    }),
  ),
  actorId: ForStaff(Type.String({ format: 'uuid', description: 'The person who did it (staff).' })),
  topic: ForStaff(
    Type.String({ description: 'The topic of the event (staff).', examples: ['payment.completed.v1'] }),
  ),
  eventId: ForStaff(Type.String({ format: 'uuid', description: 'The id of the event (staff).' })),
  lateMs: ForStaff(
    Type.Integer({ description: 'How long after it happened the event was received (staff).' }),
  ),
  publishedAt: ForStaff(
    Type.String({
      format: 'date-time',
      description: 'When the event left the outbox; null while it waits (staff).',
    }),
  ),
  attempt: ForStaff(
    Type.Integer({
      description: 'The how manieth time this was published, checked or tried (staff).',
      examples: [1],
    }),
  ),
});
export type TimelineEntryView = Static<typeof TimelineEntryView>;

export const TimelinePage = PageOf(TimelineEntryView);
