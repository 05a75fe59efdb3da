import { DomainError } from '@sidecart/platform';
import Stripe from 'stripe';
import type { CardDescription } from '../../use-cases/ports';
import type { Deadline } from './deadline';
import { declineReason, isMissing } from './errors';

/** The reference of a card that is attached: the customer that Stripe keeps it for, and the card. */
export interface CardReference {
  readonly customer: string;
  readonly paymentMethod: string;
}

export function readCardReference(token: string): CardReference {
  const [customer = '', paymentMethod = ''] = token.split('/');
  return { customer, paymentMethod };
}

/**
 * Makes a card chargeable again and again: attaches it to a customer at Stripe, one for each card. Nothing but our id of
 * the customer goes there.
 *
 * @param token what Stripe's script gave the browser: a payment method (`pm_…`) or a token (`tok_…`)
 * @throws DomainError refused when Stripe does not know it, the bank refuses it, or it is somebody else's
 */
export async function attachCard(
  stripe: Stripe,
  token: string,
  customerId: string,
  deadline: Deadline,
): Promise<CardDescription> {
  try {
    const method = await findMethod(stripe, token, deadline);
    if (!method.card) throw refused('unsupported-method', 'is not a card');
    const customer = await customerFor(stripe, method, customerId, deadline);
    const { brand, last4, exp_month: expiryMonth, exp_year: expiryYear } = method.card;
    return { token: `${customer}/${method.id}`, brand, last4, expiryMonth, expiryYear };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError)
      throw refused(declineReason(error), 'is of a card that the bank refuses');
    if (isMissing(error)) throw refused('unknown-token', 'is not a token of this provider');
    throw error;
  }
}

async function findMethod(stripe: Stripe, token: string, deadline: Deadline): Promise<Stripe.PaymentMethod> {
  if (!token.startsWith('tok_')) return stripe.paymentMethods.retrieve(token, {}, deadline.options());
  return stripe.paymentMethods.create(
    { type: 'card', card: { token } },
    deadline.options(`method-of:${token}`),
  );
}

async function customerFor(
  stripe: Stripe,
  method: Stripe.PaymentMethod,
  customerId: string,
  deadline: Deadline,
): Promise<string> {
  if (method.customer !== null) return ownCustomer(stripe, method.customer, customerId, deadline);
  const customer = await stripe.customers.create(
    { metadata: { sidecart_customer: customerId } },
    deadline.options(`customer-of:${method.id}`),
  );
  await stripe.paymentMethods.attach(
    method.id,
    { customer: customer.id },
    deadline.options(`attach:${method.id}`),
  );
  return customer.id;
}

/** A card that is attached already is only for whoever attached it: its id alone is no proof. */
async function ownCustomer(
  stripe: Stripe,
  attachedTo: string | Stripe.Customer,
  customerId: string,
  deadline: Deadline,
): Promise<string> {
  const id = typeof attachedTo === 'string' ? attachedTo : attachedTo.id;
  const customer = await stripe.customers.retrieve(id, {}, deadline.options());
  if (customer.deleted || customer.metadata['sidecart_customer'] !== customerId)
    throw refused('unknown-token', 'is not a token of this provider');
  return id;
}

const refused = (code: string, detail: string) =>
  new DomainError('refused', code, `The payment provider refuses this token: it ${detail}.`, {
    errors: [{ in: 'body', pointer: '#/token', detail }],
  });
