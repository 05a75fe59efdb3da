import type { OrderDeps } from '../deps';
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from '../domain/cart';
import { hashCartToken } from '../domain/cart-token';
import { openCart } from './open-cart';

/**
 * Moves what a guest has put into a cart into the cart of the customer they turned out to be: quantities are added, up
 * to what a line holds, and lines up to what a cart holds, the oldest first. The guest's cart and its token are gone
 * then, so a repeat, at the same time or later, adds nothing; nor does a token of no cart.
 */
export async function mergeCarts(deps: OrderDeps, customerId: string, cartToken: string): Promise<void> {
  await deps.em.transactional(async (em) => {
    // A guest's cart is always locked before a customer's, so merges do not wait for one another in a circle.
    const [guest]: { id: string; coupon_code: string | null }[] = await em.execute(
      'select id, coupon_code from carts where token_hash = ? and expires_at > ? for update',
      [hashCartToken(cartToken), deps.now()],
    );
    if (!guest) return;
    const { id } = await openCart(em, { customerId }, deps);
    await em.execute(
      `update cart_items own set quantity = least(own.quantity + theirs.quantity, ?)
         from cart_items theirs
        where own.cart_id = ? and theirs.cart_id = ? and theirs.variant_id = own.variant_id`,
      [MAX_LINE_QUANTITY, id, guest.id],
    );
    await em.execute(
      `insert into cart_items (cart_id, variant_id, product_id, quantity, seen_name, seen_unit_price_minor, seen_currency,
         added_at)
       select ?, variant_id, product_id, quantity, seen_name, seen_unit_price_minor, seen_currency, added_at
         from cart_items theirs
        where cart_id = ? and not exists
          (select 1 from cart_items own where own.cart_id = ? and own.variant_id = theirs.variant_id)
        order by added_at, variant_id
        limit greatest(0, ? - (select count(*) from cart_items where cart_id = ?))`,
      [id, guest.id, id, MAX_CART_LINES, id],
    );
    await em.execute('update carts set coupon_code = coalesce(coupon_code, ?) where id = ?', [
      guest.coupon_code,
      id,
    ]);
    await em.execute('delete from carts where id = ?', [guest.id]);
  });
}
