import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { defineEntity, p } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
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
  return { scope, key: header, fingerprint: digest(asked) };
}

/** The order in which a client writes the members of an object does not make another request. */
const digest = (asked: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(asked, (_name, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
    )
    .digest('base64url');

const invalidKey = (detail: string) =>
  new DomainError('malformed', 'invalid-idempotency-key', `The Idempotency-Key header ${detail}.`, {
    errors: [{ in: 'header', pointer: 'Idempotency-Key', detail }],
  });

/**
 * Runs an effect at most once per key: in one transaction with the record of its answer. The key is taken first, so that
 * a concurrent request with the same one waits here until that transaction ends, and then gets its answer. A request
 * that is refused or fails leaves nothing behind, so its key may be used again.
 *
 * @throws DomainError refused when the key was used for another request
 */
export async function once(
  em: EntityManager,
  request: IdempotentRequest | undefined,
  effect: (em: EntityManager) => Promise<Reply>,
): Promise<Reply> {
  if (request === undefined) return em.transactional(effect);
  return em.fork().transactional(async (tx) => {
    if (!(await takeKey(tx, request)))
      return replyTo(await tx.findOneOrFail(IdempotencyRecordSchema, keyOf(request)), request);
    const reply = await effect(tx);
    await saveReply(tx, request, reply);
    return reply;
  });
}

/**
 * As `once`, for an answer that is known before its effect: key and answer are written in one statement.
 *
 * @param reply what is answered if the effect commits
 * @throws DomainError refused when the key was used for another request
 */
export async function onceAnswering(
  em: EntityManager,
  request: IdempotentRequest,
  reply: Reply,
  effect: (em: EntityManager) => Promise<void>,
): Promise<Reply> {
  return em.fork().transactional(async (tx) => {
    if (!(await takeKey(tx, request, reply)))
      return replyTo(await tx.findOneOrFail(IdempotencyRecordSchema, keyOf(request)), request);
    await effect(tx);
    return reply;
  });
}

/**
 * The answer already given to this request, if any.
 *
 * @throws DomainError refused when the key was used for another request
 */
export async function findReply(em: EntityManager, request: IdempotentRequest): Promise<Reply | undefined> {
  const record = await em.fork().findOne(IdempotencyRecordSchema, keyOf(request));
  return record ? replyTo(record, request) : undefined;
}

const keyOf = ({ scope, key }: IdempotentRequest) => ({ scope, key });

const NO_ANSWER_YET: Reply = { status: 0 };

/** Others do not see the record before its transaction has ended; until then its answer may be blank. */
async function takeKey(
  tx: EntityManager,
  { scope, key, fingerprint }: IdempotentRequest,
  { status, headers, body }: Reply = NO_ANSWER_YET,
): Promise<boolean> {
  const taken: unknown[] = await tx.execute(
    `insert into idempotency_keys (scope, key, fingerprint, status, headers, body, created_at)
     values (?, ?, ?, ?, ?, ?, now()) on conflict do nothing returning key`,
    [scope, key, fingerprint, status, JSON.stringify(headers ?? {}), toText(body)],
  );
  return taken.length > 0;
}

async function saveReply(tx: EntityManager, request: IdempotentRequest, reply: Reply): Promise<void> {
  await tx.nativeUpdate(IdempotencyRecordSchema, keyOf(request), {
    status: reply.status,
    headers: { ...reply.headers },
    body: toText(reply.body),
  });
}

function toText(body: Reply['body']): string {
  if (body === undefined) return '';
  if (Buffer.isBuffer(body)) return body.toString();
  if (body instanceof Readable) throw new Error('An answer that is a stream cannot be kept for a repeat');
  return JSON.stringify(body);
}

function replyTo(record: IdempotencyRecord, request: IdempotentRequest): Reply {
  if (record.fingerprint !== request.fingerprint) {
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
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  };
}
