import { call } from '../shop-client';
import { spare, SPARE } from './known-things';
import type { KnownValues } from './prepare-document';

/** The carts of guests: one to look into, and some to be merged. */
export async function prepareGuestCarts(productId: string): Promise<KnownValues> {
  const fill = async () => {
    const { headers } = await call('POST', '/api/cart/items', { body: { productId, quantity: 1 } });
    return headers.get('cart-token') ?? '';
  };
  const [kept, ...others] = await spare(fill, 1 + 3 * SPARE);
  return { 'cart-token': [kept], 'mergeCarts.cartToken': others };
}
