import { defineEntity, p } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventContract, EventData } from '@sidecart/contracts';
import { v7 as uuidv7 } from 'uuid';
import { bodyAjv, describeFaults } from '../http/ajv';
import { currentTraceparent, inSomeTrace } from '../trace-context';

/** An event that waits in the database of its service to be published, or was. */
export class OutboxMessage {
  /** A UUIDv7, so that ids sort by time. It becomes the id of the CloudEvent. */
  id!: string;
  topic!: string;
  /** The id of the aggregate it is about. */
  subject!: string;
  data!: object;
  traceparent?: string | null;
  createdAt!: Date;
  publishedAt?: Date | null;
  /** The id of the transaction that marked it as published; null also for what was published before this was kept. */
  publishedTx?: number | null;
}

export const OutboxMessageSchema = defineEntity({
  class: OutboxMessage,
  tableName: 'outbox',
  indexes: [
    {
      name: 'outbox_unpublished',
      expression: 'create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null',
    },
    {
      name: 'outbox_by_publication',
      expression:
        'create index "outbox_by_publication" on "outbox" ("published_tx", "id") where "published_tx" is not null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    topic: p.text(),
    subject: p.text(),
    data: p.json<object>(),
    traceparent: p.text().nullable(),
    createdAt: p.datetime(),
    publishedAt: p.datetime().nullable().index(),
    publishedTx: p.bigint('number').nullable(),
  },
});

/** Every broker takes it, and a sidecar several in one request. */
const MAX_DATA_BYTES = 256 * 1_024;

/**
 * Adds an event to the unit of work: it is published if, and only if, the transaction commits.
 *
 * @param subject the id of the aggregate the event is about
 * @throws when the data does not fit the contract or is too large, which is a bug of the publisher
 */
export function enqueueEvent<C extends EventContract>(
  em: EntityManager,
  contract: C,
  subject: string,
  data: EventData<C>,
): void {
  const validate = bodyAjv.compile(contract.schema);
  if (!validate(data)) {
    const faults = describeFaults(validate.errors).map((fault) => `${fault.pointer} ${fault.detail}`);
    throw new Error(`The data of ${contract.type} does not fit its contract: ${faults.join('; ')}`);
  }
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_DATA_BYTES) {
    throw new Error(`The data of ${contract.type} is larger than ${MAX_DATA_BYTES} bytes`);
  }
  em.persist(
    em.create(OutboxMessageSchema, {
      id: uuidv7(),
      topic: contract.type,
      subject,
      data,
      traceparent: inSomeTrace(currentTraceparent) ?? null,
      createdAt: new Date(),
    }),
  );
}
