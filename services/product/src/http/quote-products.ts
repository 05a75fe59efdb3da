import type { EntityManager } from '@mikro-orm/postgresql';
import type { VariantOptions } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { requireVariants, variantIdOf, type RequestedVariant } from '../use-cases/requested-variant';
import { route } from './route';
import { QuoteBody, Quotes } from './stock.schema';

interface Row {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly options: VariantOptions;
  readonly unitPriceMinor: string;
  readonly currency: string;
  readonly available: number;
  readonly purchasable: boolean;
  readonly categoryId: string;
  readonly weightGrams: number | null;
  readonly hasOptions: boolean;
}

/** What variants cost and how many can be had, never from a cache. What does not exist, or not yet, is missing. */
export const quoteProductsRoute = route({
  method: 'post',
  path: '/internal/quotes',
  operationId: 'quoteProducts',
  summary: 'Tell prices and availability.',
  tag: 'Internal',
  access: { services: ['order'] },
  body: QuoteBody,
  responses: { 200: Quotes },
  problems: [422],
  async handler({ body, deps }) {
    const { items } = body;
    const found = await findQuotes(deps.em, items);
    await requireVariants(deps.em, items, found);
    return ok({ items: distinct(items).flatMap((item) => presentQuote(item, found)) });
  },
});

async function findQuotes(
  em: EntityManager,
  items: readonly RequestedVariant[],
): Promise<ReadonlyMap<string, Row>> {
  const rows: Row[] = await em.execute(
    `select v.product_id as "productId", v.id as "variantId", v.sku, p.name, v.options,
            v.price_minor as "unitPriceMinor", p.currency, i.available,
            v.status = 'active' and p.status = 'active' as purchasable,
            p.category_id as "categoryId", v.weight_grams as "weightGrams",
            cardinality(p.option_names) > 0 as "hasOptions"
       from product_variants v
       join products p on p.id = v.product_id
       join inventory i on i.variant_id = v.id
      where v.id in (?) and p.status <> 'draft'`,
    [items.map(variantIdOf)],
  );
  return new Map(rows.map((row) => [row.variantId, row]));
}

function distinct(items: readonly RequestedVariant[]): RequestedVariant[] {
  return [...new Map(items.map((item) => [`${item.productId}/${variantIdOf(item)}`, item])).values()];
}

function presentQuote(item: RequestedVariant, found: ReadonlyMap<string, Row>) {
  const row = found.get(variantIdOf(item));
  if (row?.productId !== item.productId) return [];
  const { hasOptions: _hasOptions, unitPriceMinor, weightGrams, ...quote } = row;
  const weight = weightGrams === null ? {} : { weightGrams };
  return [{ ...quote, ...weight, unitPriceMinor: Number(unitPriceMinor) }];
}
