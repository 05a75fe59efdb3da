import { randomUUID } from 'node:crypto';
import { orderConfirmedV1 } from '@sidecart/contracts';
import { tokenFor, type TestResponse } from '@sidecart/testing';
import { confirmed, type ProductService } from './harness';

/** Somebody who has bought a product. */
export interface Buyer {
  readonly customerId: string;
  readonly token: string;
}

/** The event that makes somebody a buyer of these products. */
export const sale = (productIds: readonly string[], customerId: string, orderId: string = randomUUID()) => ({
  ...confirmed(orderId),
  customerId,
  lines: productIds.map((productId) => ({ productId, name: 'Thing', quantity: 1, unitPriceMinor: 1_250 })),
});

/** Makes people buy and review. */
export const buyersOf = (service: () => ProductService) => ({
  async buy(productId: string, customerId: string = randomUUID()): Promise<Buyer> {
    expect(await service().deliver(orderConfirmedV1, sale([productId], customerId))).toBe('SUCCESS');
    return { customerId, token: tokenFor('customer', customerId) };
  },
  review: (productId: string, token: string, body: object = {}, headers: Record<string, string> = {}) =>
    service().send('POST', `/products/${productId}/reviews`, {
      token,
      headers,
      body: { rating: 4, title: 'Good', body: 'Does its job.', ...body },
    }),
  edit: (review: TestResponse, token: string, body: object, ifMatch = String(review.headers['etag'])) =>
    service().send('PATCH', `/reviews/${(review.body as { id: string }).id}`, {
      token,
      headers: { 'if-match': ifMatch },
      body,
    }),
  moderate: (review: TestResponse, token: string, body: object, ifMatch = String(review.headers['etag'])) =>
    service().send('PUT', `/reviews/${(review.body as { id: string }).id}/moderation`, {
      token,
      headers: { 'if-match': ifMatch },
      body,
    }),
  remove: (review: TestResponse, token: string, headers: Record<string, string> = {}) =>
    service().send('DELETE', `/reviews/${(review.body as { id: string }).id}`, { token, headers }),
  list: (productId: string, query = '') => service().send('GET', `/products/${productId}/reviews${query}`),
  async ratingOf(productId: string): Promise<unknown> {
    const { body } = await service().send('GET', `/products/${productId}`, { token: tokenFor('staff') });
    return (body as { rating: unknown }).rating;
  },
});
