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
      if (status === 200) return withVariants(body as Reservation);
      throw toError(status, body as Problem);
    },
    async quote(variants) {
      if (variants.length === 0) return [];
      const { status, body } = await product.call({
        method: 'POST',
        path: '/internal/quotes',
        body: variants.every(isOnlyVariant)
          ? { productIds: variants.map((variant) => variant.productId) }
          : { items: variants.map(toRequested) },
      });
      if (status === 200) return (body as { items: Quote[] }).items.map(withVariant);
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

const isOnlyVariant = ({ productId, variantId = productId }: RequestedVariant) => variantId === productId;

/** The only variant of a product need not be named. */
const toRequested = ({ productId, variantId }: RequestedVariant): RequestedVariant =>
  isOnlyVariant({ productId, variantId }) ? { productId } : { productId, variantId };

/** A product without options is its own only variant. */
const withVariant = <T extends { readonly productId: string }>(thing: T): T => ({
  variantId: thing.productId,
  options: {},
  ...thing,
});

const withVariants = (reservation: Reservation): Reservation => ({
  ...reservation,
  lines: reservation.lines.map(withVariant),
});

function toError(status: number, { code, detail, errors }: Problem): Error {
  const details = errors ? { errors } : {};
  if (status === 409) return new DomainError('conflict', code, detail, details);
  if (status === 422) return new DomainError('refused', code, detail, details);
  return Object.assign(unavailable('product service'), { cause: { status, code } });
}
