import { DomainError } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { CartItem, MAX_CART_LINES, MAX_LINE_QUANTITY } from '../domain/cart';

export interface CartLine {
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
}

/**
 * Puts a product into the cart, or changes how many. Whether that many can be had is told by the cart and decided when
 * the order is placed.
 *
 * @param mode `set` replaces the quantity, `add` adds to it
 * @throws DomainError refused when the product cannot be bought, or the cart or line would be too large
 */
export async function setCartItem(deps: OrderDeps, line: CartLine, mode: 'set' | 'add'): Promise<void> {
  const [quote] = await deps.catalogue.quote([{ productId: line.productId }]);
  if (!quote?.purchasable)
    throw refusal('product-unavailable', 'This product cannot be bought.', 'productId');
  await deps.em.transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`cart:${line.customerId}`]);
    const items = await em.find(CartItem, { customerId: line.customerId });
    const existing = items.find((item) => item.productId === line.productId);
    const quantity = line.quantity + (mode === 'add' ? (existing?.quantity ?? 0) : 0);
    if (quantity > MAX_LINE_QUANTITY) {
      throw refusal('quantity-too-large', `A line holds at most ${MAX_LINE_QUANTITY} pieces.`, 'quantity');
    }
    if (existing) existing.quantity = quantity;
    else if (items.length >= MAX_CART_LINES) {
      throw refusal('cart-full', `A cart holds at most ${MAX_CART_LINES} products.`, 'productId');
    } else em.persist(em.create(CartItem, { ...line, quantity, addedAt: deps.now() }));
  });
}

const refusal = (code: string, message: string, field: string) =>
  new DomainError('refused', code, message, {
    errors: [{ in: 'body', pointer: `#/${field}`, detail: message }],
  });
