import { DomainError } from '@sidecart/platform';
import { ref, type EntityManager } from '@mikro-orm/postgresql';
import type { OrderDeps } from '../deps';
import { Cart, CartItem, MAX_CART_LINES, MAX_LINE_QUANTITY } from '../domain/cart';
import { findCart, findCartItems, type CartOwner } from './find-cart';
import { openCart } from './open-cart';
import type { Quote } from './ports';

/** A variant is named by itself if it is in the cart or has its product's id, by its product if it is the only one. */
export type CartLine = { readonly quantity: number } & (
  | { readonly productId: string; readonly variantId?: string | undefined }
  | { readonly productId?: undefined; readonly variantId: string }
);

/** Names where the request has a field: in its body, or in its path. */
export type NameField = (field: 'variant' | 'variantId' | 'quantity') => {
  readonly in: string;
  readonly pointer: string;
};

/**
 * Puts a variant into a cart, or changes how many. Whether that many can be had is told by the cart and decided when
 * the order is placed.
 *
 * @param owner absent for a guest without a cart, who gets one
 * @param mode `set` replaces the quantity, `add` adds to it
 * @returns whose cart it is now
 * @throws DomainError refused when the variant cannot be bought, or the cart or line would be too large; not-found when
 *   a guest's token is of no cart
 */
export async function setCartItem(
  deps: OrderDeps,
  owner: CartOwner | undefined,
  line: CartLine,
  mode: 'set' | 'add',
  nameOf: NameField,
): Promise<CartOwner> {
  const { quantity } = line;
  const quote = await findQuote(deps, owner, line, nameOf);
  if (!quote?.purchasable) {
    throw refusal('product-unavailable', 'This product cannot be bought.', nameOf('variant'));
  }
  return deps.em.fork().transactional(async (em) => {
    const cart = await openCart(em, owner, deps);
    await writeLine(em, cart.id, quote, { quantity, mode, nameOf, now: deps.now() });
    return cart.owner;
  });
}

async function findQuote(
  deps: OrderDeps,
  owner: CartOwner | undefined,
  line: CartLine,
  nameOf: NameField,
): Promise<Quote | undefined> {
  const productId =
    line.productId === undefined ? await findProductId(deps, owner, line.variantId) : line.productId;
  try {
    const [quote] = await deps.catalogue.quote([{ productId, variantId: line.variantId }]);
    return quote;
  } catch (error) {
    // Product names the place in what we asked; the client wants to know the one in what it asked.
    if (!(error instanceof DomainError) || error.code !== 'variant-required') throw error;
    throw refusal(error.code, error.message, nameOf('variantId'));
  }
}

/** The product of a variant that is in the cart; of another it must be the only variant. */
async function findProductId(
  { em, now }: OrderDeps,
  owner: CartOwner | undefined,
  variantId: string,
): Promise<string> {
  const cart = owner && (await findCart(em, owner, now()));
  const item = cart && (await em.findOne(CartItem, { cart: cart.id, variantId }, { fields: ['productId'] }));
  return item?.productId ?? variantId;
}

interface Write {
  readonly quantity: number;
  readonly mode: 'set' | 'add';
  readonly nameOf: NameField;
  readonly now: Date;
}

async function writeLine(em: EntityManager, cartId: string, quote: Quote, write: Write): Promise<void> {
  const { mode, nameOf, now } = write;
  const items = await findCartItems(em, cartId);
  const existing = items.find((item) => item.variantId === quote.variantId);
  const quantity = write.quantity + (mode === 'add' ? (existing?.quantity ?? 0) : 0);
  if (quantity > MAX_LINE_QUANTITY) {
    const text = `A line holds at most ${MAX_LINE_QUANTITY} pieces.`;
    throw refusal('quantity-too-large', text, nameOf('quantity'));
  }
  if (existing) {
    existing.quantity = quantity;
    return;
  }
  if (items.length >= MAX_CART_LINES) {
    throw refusal('cart-full', `A cart holds at most ${MAX_CART_LINES} lines.`, nameOf('variant'));
  }
  addToCart(em, cartId, quote, quantity, now);
}

/** Adds to the unit of work a line of a cart that has none of that variant yet, at the price it was quoted. */
export function addToCart(
  em: EntityManager,
  cartId: string,
  quote: Quote,
  quantity: number,
  now: Date,
): void {
  em.create(
    CartItem,
    {
      cart: ref(em.getReference(Cart, cartId)),
      variantId: quote.variantId,
      productId: quote.productId,
      quantity,
      seenName: quote.name,
      seenUnitPriceMinor: quote.unitPriceMinor,
      seenCurrency: quote.currency,
      addedAt: now,
    },
    { persist: true },
  );
}

const refusal = (code: string, message: string, place: ReturnType<NameField>) =>
  new DomainError('refused', code, message, { errors: [{ ...place, detail: message }] });
