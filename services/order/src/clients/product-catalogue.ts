import type { Problem } from '@sidecart/contracts';
import { DomainError, unavailable, type ServiceClient } from '@sidecart/platform';
import type { ProductCatalogue, Quote, RequestedVariant, Reservation } from '../use-cases/ports';

/** The product service over Dapr invocation. Its refusals name our lines, so they are passed on as they are. */
export function createProductCatalogue(product: ServiceClient): ProductCatalogue {
  return {
    async reserve(orderId, lines) {
      const { status, body } = await product.call({
        method: 'PUT',
        path: `/internal/reservations/${orderId}`,
        body: { items: lines.map((line) => ({ ...toRequested(line), quantity: line.quantity })) },
      });
      if (status === 200) return body as Reservation;
      throw toError(status, body as Problem);
    },
    async quote(variants) {
      if (variants.length === 0) return [];
      const { status, body } = await product.call({
        method: 'POST',
        path: '/internal/quotes',
        body: { items: variants.map(toRequested) },
      });
      if (status === 200) return (body as { items: Quote[] }).items;
      throw toError(status, body as Problem);
    },
    async extendHold(orderId, until) {
      const { status, body } = await product.call({
        method: 'POST',
        path: `/internal/reservations/${orderId}/extensions`,
        body: { until: until.toISOString() },
      });
      if (status === 200) return 'extended';
      if (status === 409) return 'closed';
      throw toError(status, body as Problem);
    },
  };
}

/** What is asked about, and nothing else that the line knows. */
const toRequested = ({ productId, variantId }: RequestedVariant): RequestedVariant => ({
  productId,
  variantId,
});

function toError(status: number, { code, detail, errors }: Problem): Error {
  const details = errors ? { errors } : {};
  if (status === 409) return new DomainError('conflict', code, detail, details);
  if (status === 422) return new DomainError('refused', code, detail, details);
  return Object.assign(unavailable('product service'), { cause: { status, code } });
}
