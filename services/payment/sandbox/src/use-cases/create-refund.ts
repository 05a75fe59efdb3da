import { LockMode } from '@mikro-orm/postgresql';
import { notFound, unavailable, type IdempotentRequest } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';
import type { Card } from '../domain/card';
import { newId } from '../domain/open-payment';
import { Payment } from '../domain/payment';
import { Refund } from '../domain/refund';
import { announce, queueWebhooks } from '../webhooks/announce';
import { answerLate } from './answer-late';
import { requireSame } from './create-payment';
import { failFirst } from './fail-first';
import { requireCard } from './require-card';

/**
 * Gives back a part or all of what was captured. More than is left, or a refund of what was never captured, fails; that
 * is an answer, and stands under its key.
 *
 * @throws DomainError not-found, or refused when the key was used for another request
 */
export async function createRefund(
  deps: SandboxDeps,
  { paymentId, amountMinor }: { paymentId: string; amountMinor: number },
  { key: idempotencyKey, fingerprint }: IdempotentRequest,
): Promise<{ refund: Refund; isNew: boolean }> {
  const card = await findCardOf(deps, paymentId);
  if (card.isFlaky && (await failFirst(deps.em, idempotencyKey))) throw unavailable('payment network');
  const result = await deps.em.transactional(async (em) => {
    // Locks the payment, so that its refunds are made one after the other.
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const payment = await em.findOneOrFail(Payment, { id: paymentId }, lock);
    const earlier = await em.findOne(Refund, { idempotencyKey });
    if (earlier) return { refund: earlier, isNew: false };
    const refund = decide(payment, card, { idempotencyKey, fingerprint, amountMinor }, deps.now());
    em.persist(refund);
    await queueWebhooks(em, announce(deps, payment, refund));
    return { refund, isNew: true };
  });
  requireSame(result.refund.fingerprint, fingerprint);
  deps.wake.webhooks();
  await answerLate(deps, card);
  return result;
}

/** A key that was given up before anything was asked for under it is no payment: it has no card and no currency. */
async function findCardOf({ em }: SandboxDeps, paymentId: string): Promise<Card> {
  const payment = await em.fork().findOne(Payment, { id: paymentId });
  if (!payment?.methodToken) throw notFound('payment');
  return requireCard(payment.methodToken);
}

type Asked = Pick<Refund, 'idempotencyKey' | 'fingerprint' | 'amountMinor'>;

function decide(payment: Payment, card: Card, asked: Asked, now: Date): Refund {
  const failureCode =
    asked.amountMinor > payment.refundableMinor ? 'charge-not-refundable' : (card.refuseRefund ?? null);
  if (failureCode === null) payment.giveBack(asked.amountMinor, now);
  return Object.assign(new Refund(), {
    id: newId('re'),
    paymentId: payment.id,
    ...asked,
    status: failureCode === null ? ('succeeded' as const) : ('failed' as const),
    currency: payment.currency as string,
    failureCode,
    createdAt: now,
  });
}
