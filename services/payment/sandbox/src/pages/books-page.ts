import { CARDS } from '../domain/card';
import { NO_FAULTS, type Faults } from '../domain/faults';
import type { Payment } from '../domain/payment';
import { badge, escape, money, page, time } from './page';

/** The latest payments, the faults that are switched on and the test cards. Reloads itself. */
export function renderBooks(payments: readonly Payment[], faults: Faults): string {
  const rows = payments.map(
    (payment) => `<tr>
      <td>${time(payment.createdAt)}</td>
      <td><a href="/payments/${escape(payment.id)}"><code>${escape(payment.id)}</code></a></td>
      <td>${escape(payment.methodToken ?? '–')}</td>
      <td>${badge(payment.status)} ${escape(payment.declineCode ?? '')}</td>
      <td class="amount">${escape(money(payment.amountMinor, payment.currency))}</td>
      <td class="amount">${payment.refundedMinor > 0 ? escape(money(payment.refundedMinor, payment.currency)) : ''}</td>
    </tr>`,
  );
  const list = `<table><thead><tr><th>When (UTC)</th><th>Payment</th><th>Card</th><th>State</th>
    <th class="amount">Amount</th><th class="amount">Given back</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const cards = [...CARDS].map(
    ([token, { story }]) => `<tr><td><code>${escape(token)}</code></td><td>${escape(story)}</td></tr>`,
  );
  const trouble =
    JSON.stringify(faults) === JSON.stringify(NO_FAULTS)
      ? ''
      : `<p>Switched on: <code>${escape(JSON.stringify(faults))}</code></p>`;
  return page(
    'Books',
    `<h1>Sandbox payments</h1>${trouble}${payments.length > 0 ? list : '<p>No payment yet.</p>'}
    <h2>Test cards</h2><table><tbody>${cards.join('')}</tbody></table>`,
    { reloads: true },
  );
}
