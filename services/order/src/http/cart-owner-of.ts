import type { Principal } from '@sidecart/platform';
import type { CartOwner } from '../use-cases/find-cart';

/** Whose cart a request is about: a signed-in customer's, or that of the guest whose token it carries; or nobody's yet. */
export function cartOwnerOf(
  principal: Principal | undefined,
  header: (name: string) => string | undefined,
): CartOwner | undefined {
  if (principal) return { customerId: principal.id };
  const token = header('cart-token');
  return token === undefined ? undefined : { token };
}

/** Tells a guest the token of the cart that they have just got. */
export const tokenHeader = (before: CartOwner | undefined, after: CartOwner): Record<string, string> =>
  before === undefined && 'token' in after ? { 'cart-token': after.token } : {};
