import type { PaymentMethod } from '../domain/payment-method';
import type { MethodView } from './method.schema';

/** What a client sees of a payment method: what a person recognises the card by, not what it is charged by. */
export const presentMethod = (method: Omit<PaymentMethod, 'providerToken' | 'customerId'>): MethodView => ({
  id: method.id,
  provider: method.provider,
  brand: method.brand,
  last4: method.last4,
  expiryMonth: method.expiryMonth,
  expiryYear: method.expiryYear,
  isDefault: method.isDefault,
  createdAt: method.createdAt.toISOString(),
});
