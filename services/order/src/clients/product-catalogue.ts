import type { Problem } from '@sidecart/contracts';
import { DomainError, unavailable, type ServiceClient } from '@sidecart/platform';
import type { ProductCatalogue, Quote, Reservation } from '../use-cases/ports';

/** The product service over Dapr invocation. Its refusals name our lines, so they are passed on as they are. */
export function createProductCatalogue(product: ServiceClient): ProductCatalogue {
  return {
    async reserve(orderId, lines) {
      const { status, body } = await product.call({
        method: 'PUT',
        path: `/internal/reservations/${orderId}`,
        body: { items: lines },
      });
      if (status === 200) return body as Reservation;
      throw toError(status, body as Problem);
    },
    async quote(productIds) {
      if (productIds.length === 0) return [];
      const { status, body } = await product.call({
        method: 'POST',
        path: '/internal/quotes',
        body: { productIds },
      });
      if (status === 200) return (body as { items: Quote[] }).items;
      throw toError(status, body as Problem);
    },
  };
}

function toError(status: number, { code, detail, errors }: Problem): Error {
  const details = errors ? { errors } : {};
  if (status === 409) return new DomainError('conflict', code, detail, details);
  if (status === 422) return new DomainError('refused', code, detail, details);
  return Object.assign(unavailable('product service'), { cause: { status, code } });
}
