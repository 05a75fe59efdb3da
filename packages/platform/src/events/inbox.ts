import { defineEntity, p } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The id of an event whose effect is in this database. */
export class InboxMessage {
  eventId!: string;
  topic!: string;
  receivedAt!: Date;
}

export const InboxMessageSchema = defineEntity({
  class: InboxMessage,
  tableName: 'inbox',
  properties: {
    eventId: p.uuid().primary(),
    topic: p.text(),
    receivedAt: p.datetime().index(),
  },
});

/**
 * Notes an event in the transaction of its effect. A concurrent delivery of the same event waits here until that
 * transaction ends.
 *
 * @returns false when the event's effect is there already
 */
export async function isFirstDelivery(em: EntityManager, eventId: string, topic: string): Promise<boolean> {
  const inserted: unknown[] = await em.execute(
    'insert into inbox (event_id, topic, received_at) values (?, ?, now()) on conflict do nothing returning event_id',
    [eventId, topic],
  );
  return inserted.length > 0;
}
