import type { SandboxDeps } from '../deps';
import type { Payment } from '../domain/payment';
import { changePayment } from './change-payment';

/**
 * What the cardholder decided. Of a payment that waits no more, the decision changes nothing.
 *
 * @throws DomainError not-found when there is no such action
 */
export const confirmAction = (deps: SandboxDeps, actionId: string, isConfirmed: boolean): Promise<Payment> =>
  changePayment(deps, { actionId }, (payment, card, now) => {
    if (payment.status !== 'requires-action') return;
    if (isConfirmed && card.action !== 'refused') payment.accept(card, now);
    else payment.decline('authentication-failed', now);
  });
