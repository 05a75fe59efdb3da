import type { EntityManager } from '@mikro-orm/postgresql';
import { CartItem } from '../domain/cart';
import type { ProductCatalogue, Quote } from '../use-cases/ports';
import type { CartView } from './order.schema';

/** Reads a customer's cart with the names, prices and stock of this moment. What no longer exists is left out. */
export async function presentCart(
  em: EntityManager,
  catalogue: ProductCatalogue,
  customerId: string,
): Promise<CartView> {
  const lines = await em.find(CartItem, { customerId }, { orderBy: { addedAt: 'asc', productId: 'asc' } });
  const quotes = await catalogue.quote(lines);
  const quoteOf = new Map(quotes.map((quote) => [quote.productId, quote]));
  const items = lines.flatMap(({ productId, quantity }) => {
    const quote = quoteOf.get(productId);
    return quote ? [presentLine(quote, quantity)] : [];
  });
  return { items, totals: totalsOf(items.filter((item) => item.purchasable)) };
}

const presentLine = (quote: Quote, quantity: number): CartView['items'][number] => ({
  productId: quote.productId,
  name: quote.name,
  quantity,
  unitPriceMinor: quote.unitPriceMinor,
  totalMinor: quote.unitPriceMinor * quantity,
  currency: quote.currency,
  available: quote.available,
  purchasable: quote.purchasable && quote.available >= quantity,
});

function totalsOf(items: CartView['items']): CartView['totals'] {
  const sums = new Map<string, number>();
  for (const { currency, totalMinor } of items) sums.set(currency, (sums.get(currency) ?? 0) + totalMinor);
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
