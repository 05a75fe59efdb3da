import type { Payment } from '../domain/payment';
import type { Refund } from '../domain/refund';
import { badge, escape, money, page, time } from './page';

/** What a person sees of a webhook. */
export interface ShownWebhook {
  readonly type: string;
  readonly attempts: number;
  readonly lastAnswer: string | null;
  readonly isDelivered: boolean;
}

/** One payment with what belongs to it. Reloads itself. */
export function renderPayment(
  payment: Payment,
  refunds: readonly Refund[],
  webhooks: readonly ShownWebhook[],
): string {
  const facts: [string, string][] = [
    ['State', `${badge(payment.status)} ${escape(payment.declineCode ?? '')}`],
    ['Key', `<code>${escape(payment.idempotencyKey)}</code>`],
    ['Card', escape(payment.methodToken ?? '–')],
    ['Amount', escape(money(payment.amountMinor, payment.currency))],
    ['Captured', escape(money(payment.capturedMinor, payment.currency))],
    ['Given back', escape(money(payment.refundedMinor, payment.currency))],
    ['Created (UTC)', time(payment.createdAt)],
    ...Object.entries(payment.metadata).map(([name, value]): [string, string] => [
      escape(name),
      escape(value),
    ]),
  ];
  if (payment.status === 'requires-action' && payment.actionId !== null) {
    facts.push(['Waits for', `<a href="/actions/${escape(payment.actionId)}">the cardholder</a>`]);
  }
  return page(
    payment.id,
    `<p><a href="/">Books</a></p><h1><code>${escape(payment.id)}</code></h1>
    <table><tbody>${facts.map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`).join('')}</tbody></table>
    <h2>Refunds</h2>${table(
      refunds.map(({ status, amountMinor, currency, failureCode }) => [
        badge(status),
        escape(money(amountMinor, currency)),
        escape(failureCode ?? ''),
      ]),
    )}
    <h2>Webhooks</h2>${table(
      webhooks.map(({ type, attempts, lastAnswer, isDelivered }) => [
        escape(type),
        isDelivered ? 'delivered' : 'on its way',
        `${attempts} attempts`,
        escape(lastAnswer ?? ''),
      ]),
    )}`,
    { reloads: true },
  );
}

const table = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? '<p>None.</p>'
    : `<table><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
