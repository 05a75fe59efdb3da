import { ok } from '@sidecart/platform';
import { QuoteBody, Quotes } from './stock.schema';
import { route } from './route';

interface Row {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly unitPriceMinor: string;
  readonly currency: string;
  readonly available: number;
  readonly purchasable: boolean;
}

/** What products cost and how many can be had, never from a cache. Products that do not exist are missing. */
export const quoteProductsRoute = route({
  method: 'post',
  path: '/internal/quotes',
  operationId: 'quoteProducts',
  summary: 'Tell prices and availability.',
  tag: 'Internal',
  access: { services: ['order'] },
  body: QuoteBody,
  responses: { 200: Quotes },
  async handler({ body, deps }) {
    const rows: Row[] = await deps.em.execute(
      `select p.id as "productId", p.sku, p.name, p.price_minor as "unitPriceMinor", p.currency, i.available,
              p.status = 'active' as purchasable
         from products p join inventory i on i.product_id = p.id where p.id in (?)`,
      [body.productIds],
    );
    const quotes = new Map(
      rows.map((row) => [row.productId, { ...row, unitPriceMinor: Number(row.unitPriceMinor) }]),
    );
    return ok({ items: [...new Set(body.productIds)].flatMap((id) => quotes.get(id) ?? []) });
  },
});
