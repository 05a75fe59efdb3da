import type { Step } from '../domain/next-step';
import { operationKey } from '../domain/operation-key';
import type { ProviderPayment } from '../domain/provider-outcome';
import type { ClaimedPayment } from './claim-payments';
import type { AuthorizeRequest, PaymentProvider } from './ports';

/**
 * Takes one step with the provider. Whoever tries again looks first how it stands, since a provider may answer a repeat
 * with how it stood the first time.
 *
 * @param returnUrl where the bank sends the customer back; the order is added to it
 */
export async function askAboutPayment(
  provider: PaymentProvider,
  claim: ClaimedPayment,
  step: Step,
  returnUrl: string,
): Promise<ProviderPayment> {
  const request = authorizationOf(claim, returnUrl);
  if (step === 'abandon') return provider.abandon(request);
  if (step === 'look' || claim.attempts > 1) {
    const found = await look(provider, claim);
    if (found && isNews(found, step)) return found;
  }
  if (step === 'look' || step === 'authorize') return provider.authorize(request);
  const { providerReference: reference, orderId, amountMinor, currency } = claim;
  if (reference === null) throw new Error('An authorised payment has no reference');
  const idempotencyKey = operationKey(orderId, step);
  return provider[step]({ idempotencyKey, reference, amountMinor, currency });
}

const look = (provider: PaymentProvider, { orderId, providerReference }: ClaimedPayment) =>
  provider.findPayment({
    idempotencyKey: operationKey(orderId, 'authorize'),
    reference: providerReference,
  });

/** What is authorised and nothing more has still to be captured or let go. */
const isNews = ({ state }: ProviderPayment, step: Step) =>
  state !== 'authorized' || step === 'authorize' || step === 'look';

function authorizationOf(claim: ClaimedPayment, returnUrl: string): AuthorizeRequest {
  const { orderId, token, amountMinor, currency } = claim;
  const url = new URL(returnUrl);
  url.searchParams.set('orderId', orderId);
  return {
    idempotencyKey: operationKey(orderId, 'authorize'),
    token,
    amountMinor,
    currency,
    returnUrl: url.href,
    openedAt: claim.openedAt,
  };
}
