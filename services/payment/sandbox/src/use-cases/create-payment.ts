import { DomainError, unavailable, type IdempotentRequest } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';
import { openPayment, type PaymentRequest } from '../domain/open-payment';
import type { Payment } from '../domain/payment';
import { announce } from '../webhooks/announce';
import { answerLate } from './answer-late';
import { failFirst } from './fail-first';
import { requireCard } from './require-card';
import { saveNewPayment } from './save-new-payment';

/**
 * Asks for money. The first request under a key stands: the same one again is answered with its payment as it is now.
 *
 * @throws DomainError refused when the key was used for another request, or when the token is unknown
 */
export async function createPayment(
  deps: SandboxDeps,
  request: PaymentRequest,
  { key: idempotencyKey, fingerprint }: IdempotentRequest,
): Promise<{ payment: Payment; isNew: boolean }> {
  const card = requireCard(request.methodToken);
  if (card.isFlaky && (await failFirst(deps.em, idempotencyKey))) throw unavailable('payment network');
  const circumstances = {
    now: deps.now(),
    processingMs: deps.settings.processingMs,
    declinesAll: deps.faults.now.declinesAll,
  };
  const payment = openPayment(request, { idempotencyKey, fingerprint }, card, circumstances);
  const saved = await saveNewPayment(deps.em, payment, announce(deps, payment));
  if (saved.isNew) deps.wake.webhooks();
  requireSame(saved.payment.fingerprint, fingerprint);
  await answerLate(deps, card);
  return saved;
}

/** A key that was given up before it was used has no fingerprint, and fits any request. */
export function requireSame(earlier: string | null, fingerprint: string): void {
  if (earlier === null || earlier === fingerprint) return;
  const detail = 'was used for another request';
  throw new DomainError('refused', 'idempotency-key-reused', `This Idempotency-Key ${detail}.`, {
    errors: [{ in: 'header', pointer: 'Idempotency-Key', detail }],
  });
}
