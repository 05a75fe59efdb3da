import { DomainError } from '@sidecart/platform';
import type { ProviderName } from '../domain/payment-method';
import type { PaymentProvider, PaymentProviders } from './ports';

/** @throws DomainError refused when that provider is not set up here */
export function providerNamed(providers: PaymentProviders, name: ProviderName): PaymentProvider {
  const provider = providers[name];
  if (provider) return provider;
  throw new DomainError('refused', 'provider-not-available', `Payments by ${name} are not set up here.`, {
    errors: [{ in: 'body', pointer: '#/provider', detail: 'is not set up here' }],
  });
}
