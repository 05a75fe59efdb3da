import type { SandboxDeps } from '../deps';
import { tombstone } from '../domain/open-payment';
import type { Payment } from '../domain/payment';
import { changePayment } from './change-payment';
import { saveNewPayment } from './save-new-payment';

/**
 * Sees to it that nothing is taken under a key from now on, not even for a request that is still on its way. What was
 * taken, set aside or declined, or is with the networks already, stays as it is and is the answer.
 */
export async function abandonKey(deps: SandboxDeps, idempotencyKey: string): Promise<Payment> {
  const { payment, isNew } = await saveNewPayment(deps.em, tombstone(idempotencyKey, deps.now()), []);
  if (isNew || payment.status !== 'requires-action') return payment;
  const scope = { ...deps, em: deps.em.fork() };
  return changePayment(scope, { id: payment.id }, (locked, _card, now) => locked.abandon(now));
}
