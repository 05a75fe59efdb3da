import { afterCommit } from '@sidecart/platform';
import type { WorkerDeps } from '../deps';
import { nextStep, type Step } from '../domain/next-step';
import type { Payment } from '../domain/payment';
import { isOpenStatus } from '../domain/payment-status';
import type { ProviderPayment } from '../domain/provider-outcome';
import { takeAnswer } from '../domain/take-answer';
import { askAboutPayment } from './ask-about-payment';
import { postponePayment, type ClaimedPayment } from './claim-payments';
import { lockPayment } from './lock-payment';
import { announceAction, announceCharge } from './payment-events';
import { providerNamed } from './provider-named';

/**
 * Takes a claimed payment as far as it goes: asks the provider for the next step and records the answer with the news of
 * it, and what is authorised is captured at once, or let go if the order was cancelled meanwhile. Without an answer the
 * payment stays as it is and is tried again. A crash before an answer is recorded repeats the request under the same key.
 */
export async function advancePayment(deps: WorkerDeps, claim: ClaimedPayment): Promise<void> {
  let current: ClaimedPayment | undefined = claim;
  while (current) {
    const step = nextStep(current, deps.now());
    const answer = await ask(deps, current, step);
    if (answer === undefined) {
      await postponePayment(deps.em.fork(), claim);
      return;
    }
    current = await record(deps, current, answer);
  }
}

async function ask(
  deps: WorkerDeps,
  claim: ClaimedPayment,
  step: Step,
): Promise<ProviderPayment | undefined> {
  try {
    return await askAboutPayment(providerNamed(deps.providers, claim.provider), claim, step, deps.returnUrl);
  } catch (error) {
    const { paymentId, attempts } = claim;
    deps.log.warn('payment without an answer', { paymentId, step, attempts, error });
    return undefined;
  }
}

/** @returns the claim as it is now, when there is a next step to be taken at once */
async function record(
  deps: WorkerDeps,
  claim: ClaimedPayment,
  answer: ProviderPayment,
): Promise<ClaimedPayment | undefined> {
  return deps.em.fork().transactional(async (em) => {
    const payment = await lockPayment(em, claim.paymentId);
    // Another replica took over after the lease had ended, and was first. It got the same answer.
    if (!payment.isOpen) return undefined;
    const before = payment.status;
    const now = deps.now();
    const actionExpiresAt = new Date(now.getTime() + deps.patience.actionMs);
    const refund = takeAnswer(payment, answer, { provider: claim.provider, now, actionExpiresAt });
    if (!isOpenStatus(payment.status)) {
      announceCharge(em, payment);
      if (refund) afterCommit(em, deps.wake.refunds);
      return undefined;
    }
    const isNew = payment.status !== before;
    const isCancelled = payment.orderCancelledAt !== null;
    if (isNew && (payment.status === 'authorized' || isCancelled)) return standingOf(claim, payment);
    if (isNew) announceAction(em, payment);
    payment.nextAttemptAt = timeToAsk(payment, deps);
    return undefined;
  });
}

/** The provider tells when something happens. If it does not, it is asked; and at the end of the time for an action. */
function timeToAsk({ actionExpiresAt }: Payment, { now, patience }: WorkerDeps): Date {
  const askAt = new Date(now().getTime() + patience.newsMs);
  const isActionDueBefore = actionExpiresAt !== null && actionExpiresAt > now() && actionExpiresAt < askAt;
  return isActionDueBefore ? actionExpiresAt : askAt;
}

const standingOf = (claim: ClaimedPayment, payment: Payment): ClaimedPayment => ({
  ...claim,
  status: payment.status,
  orderCancelledAt: payment.orderCancelledAt,
  providerReference: payment.providerReference,
  actionExpiresAt: payment.actionExpiresAt,
});
