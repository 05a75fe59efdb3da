import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, unavailable } from '@sidecart/platform';
import type { AuthorizedRequest, CardDescription, PaymentProvider } from '../../use-cases/ports';
import { findCharge, saveCharge } from './save-charge';
import { findRefund, saveRefund } from './save-refund';
import { findCard, type SandboxCard } from './tokens';

export interface SandboxOptions {
  readonly em: EntityManager;
  /** How late a slow card answers. */
  readonly slowMs: number;
}

/**
 * A deterministic provider in the process: what happens follows from the token alone. It keeps what it did in tables of
 * its own and in transactions of its own, as a provider elsewhere would, so the same key gets the same answer after any
 * crash.
 */
export function createSandboxProvider({ em, slowMs }: SandboxOptions): PaymentProvider {
  const reach = async (card: SandboxCard | undefined, idempotencyKey: string) => {
    if (card?.isFlaky) await failFirst(em.fork(), idempotencyKey);
  };
  const answer = async <T>(card: SandboxCard | undefined, result: T): Promise<T> => {
    // The delay comes after the deed: who gives up waiting does not know that it is done.
    if (card?.isSlow) await delay(slowMs);
    return result;
  };
  return {
    attachMethod: (token) => Promise.resolve().then(() => describe(token)),
    async authorize(request) {
      const card = requireCard(request.token);
      await reach(card, request.idempotencyKey);
      const outcome = card.decline === undefined ? 'succeeded' : 'failed';
      return answer(card, await saveCharge(em.fork(), request, outcome, card.decline ?? null));
    },
    // Nothing is ever left authorised: what was charged was captured at once.
    capture: (request) => requireCharge(em.fork(), request),
    void: (request) => requireCharge(em.fork(), request),
    abandon: (request) => saveCharge(em.fork(), request, 'abandoned', null),
    async refund(request) {
      const card = await findCardOfCharge(em.fork(), request.reference);
      await reach(card, request.idempotencyKey);
      const refund = await em.fork().transactional((tx) => saveRefund(tx, request));
      return answer(card, refund);
    },
    findPayment: (lookup) => findCharge(em.fork(), lookup),
    findRefund: ({ idempotencyKey }) => findRefund(em.fork(), idempotencyKey),
    verifyWebhook() {
      throw new DomainError('unauthenticated', 'invalid-webhook-signature', 'The signature does not fit.');
    },
  };
}

async function requireCharge(em: EntityManager, { reference, idempotencyKey }: AuthorizedRequest) {
  const charge = await findCharge(em, { reference, idempotencyKey });
  if (!charge) throw unavailable('payment provider');
  return charge;
}

function describe(token: string): CardDescription {
  const { brand, last4, expiryMonth, expiryYear } = requireCard(token);
  return { token, brand, last4, expiryMonth, expiryYear };
}

function requireCard(token: string): SandboxCard {
  const card = findCard(token);
  if (card) return card;
  const detail = 'is not a token of this provider';
  throw new DomainError('refused', 'unknown-token', 'The payment provider does not know this token.', {
    errors: [{ in: 'body', pointer: '#/token', detail }],
  });
}

async function failFirst(em: EntityManager, idempotencyKey: string): Promise<void> {
  const [row] = await em.execute<{ attempts: number }[]>(
    `insert into sandbox_requests (idempotency_key, attempts) values (?, 1)
     on conflict (idempotency_key) do update set attempts = sandbox_requests.attempts + 1 returning attempts`,
    [idempotencyKey],
  );
  if (row?.attempts === 1) throw unavailable('payment provider');
}

async function findCardOfCharge(em: EntityManager, reference: string): Promise<SandboxCard | undefined> {
  const [row] = await em.execute<{ token: string }[]>(
    'select token from sandbox_charges where reference = ?',
    [reference],
  );
  return row && findCard(row.token);
}
