import { CARDS } from '../domain/card';
import type { Payment } from '../domain/payment';
import { escape, money, page } from './page';

/** Asks the cardholder, or says what came of it. */
export function renderAction(payment: Payment): string {
  const card = CARDS.get(payment.methodToken ?? '');
  const amount = `<p class="amount-large">${escape(money(payment.amountMinor, payment.currency))}</p>`;
  if (payment.status !== 'requires-action') {
    const outcome = payment.status === 'captured' || payment.status === 'authorized' ? 'confirmed' : 'closed';
    const back = payment.returnUrl
      ? `<p><a href="${escape(payment.returnUrl)}">Back to the shop</a></p>`
      : '<p>You can close this page.</p>';
    return page('Payment', `<h1>This payment is ${outcome}</h1>${amount}${back}`, { isDialogue: true });
  }
  return page(
    'Confirm your payment',
    `<h1>Confirm your payment</h1>
    <p>Your bank wants to know that it is you who pays with the ${escape(card?.brand ?? 'card')}
      ending in ${escape(card?.last4 ?? '')}.</p>
    ${amount}
    <form method="post">
      <div class="buttons">
        <button class="primary" name="decision" value="confirm">Confirm</button>
        <button name="decision" value="refuse">Refuse</button>
      </div>
    </form>
    <p class="note">This is a test. No bank is asked and no money moves.</p>`,
    { isDialogue: true },
  );
}

export const renderNoAction = (): string =>
  page('Nothing to confirm', '<h1>Nothing to confirm</h1><p>There is no payment at this address.</p>', {
    isDialogue: true,
  });
