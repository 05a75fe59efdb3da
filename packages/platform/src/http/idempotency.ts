import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import { UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '../errors';
import type { Reply } from './reply';

/** One request as its Idempotency-Key identifies it. */
export interface IdempotentRequest {
  /** The operation and the caller: a key means nothing outside of them. */
  readonly scope: string;
  readonly key: string;
  /** A digest of what was asked. */
  readonly fingerprint: string;
}

/** The answer once given under a key. The body is kept as text, so that a repeat gets the same bytes. */
export class IdempotencyRecord {
  scope!: string;
  key!: string;
  fingerprint!: string;
  status!: number;
  headers!: Record<string, string>;
  body!: string;
  createdAt!: Date;
}

export const IdempotencyRecordSchema = defineEntity({
  class: IdempotencyRecord,
  tableName: 'idempotency_keys',
  properties: {
    scope: p.text().primary(),
    key: p.text().primary(),
    fingerprint: p.text(),
    status: p.smallint(),
    headers: p.json<Record<string, string>>(),
    body: p.text(),
    createdAt: p.datetime().index(),
  },
});

const KEY_FORMAT = /^[\x21-\x7e]{1,255}$/;

/**
 * Reads the Idempotency-Key of a request (IETF draft-ietf-httpapi-idempotency-key-header).
 *
 * @param asked everything the answer depends on: path parameters, query and body
 * @throws DomainError malformed when the key is required and missing, or is not 1 to 255 visible ASCII characters
 */
export function readIdempotencyKey(
  header: string | undefined,
  required: boolean,
  scope: string,
  asked: unknown,
): IdempotentRequest | undefined {
  if (header === undefined) {
    if (!required) return undefined;
    throw invalidKey('is required');
  }
  if (!KEY_FORMAT.test(header)) throw invalidKey('must be 1 to 255 visible ASCII characters');
  const fingerprint = createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
  return { scope, key: header, fingerprint };
}

const invalidKey = (detail: string) =>
  new DomainError('malformed', 'invalid-idempotency-key', `The Idempotency-Key header ${detail}.`, {
    errors: [{ in: 'header', pointer: 'Idempotency-Key', detail }],
  });

/**
 * Runs an effect at most once per key: in one transaction with the record of its answer. Of concurrent requests one
 * commits, the others are rolled back and get its answer. A request that is refused leaves nothing behind, so its key
 * may be used again.
 *
 * @throws DomainError refused when the key was used for another request
 */
export async function once(
  em: EntityManager,
  request: IdempotentRequest | undefined,
  effect: (em: EntityManager) => Promise<Reply>,
): Promise<Reply> {
  if (request === undefined) return em.transactional(effect);
  const earlier = await findReply(em, request);
  if (earlier) return earlier;
  try {
    return await em.fork().transactional(async (tx) => {
      const reply = await effect(tx);
      tx.persist(tx.create(IdempotencyRecordSchema, toRecord(request, reply)));
      return reply;
    });
  } catch (error) {
    // The key, or something the effect creates under an id derived from it, was committed by a concurrent request.
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    const winner = await findReply(em, request);
    if (winner) return winner;
    throw error;
  }
}

/**
 * The answer already given to this request, if any.
 *
 * @throws DomainError refused when the key was used for another request
 */
export async function findReply(em: EntityManager, request: IdempotentRequest): Promise<Reply | undefined> {
  const { scope, key, fingerprint } = request;
  const record = await em.fork().findOne(IdempotencyRecordSchema, { scope, key });
  if (!record) return undefined;
  if (record.fingerprint !== fingerprint) {
    throw new DomainError(
      'refused',
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request.',
      {
        errors: [{ in: 'header', pointer: 'Idempotency-Key', detail: 'was used for another request' }],
      },
    );
  }
  const headers = { ...record.headers, 'idempotency-replayed': 'true' };
  if (record.body === '') return { status: record.status, headers };
  return {
    status: record.status,
    body: Buffer.from(record.body),
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  };
}

const toRecord = (request: IdempotentRequest, reply: Reply): IdempotencyRecord => ({
  ...request,
  status: reply.status,
  headers: { ...reply.headers },
  body: reply.body === undefined ? '' : JSON.stringify(reply.body),
  createdAt: new Date(),
});
