import { StringEnum, StrictObject, Timestamp, Uuid } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageOf, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { PRODUCT_STATUSES, type ProductStatus } from '../domain/product-status';
import { route } from './route';
import { Price } from './variant.schema';

const CatalogueEntry = Type.Object({
  id: Uuid,
  slug: Type.String({ description: 'The name in addresses.', examples: ['fjellheim-ridge-rain-jacket'] }),
  name: Type.String({ description: 'What it is called.', examples: ['Fjellheim Ridge Rain Jacket'] }),
  status: StringEnum(PRODUCT_STATUSES, { description: 'Whether it is shown and sold.' }),
  priceMinor: Price,
  maxPriceMinor: Price,
  currency: Type.String({ description: 'An ISO 4217 currency code.', examples: ['EUR'] }),
  variants: Type.Integer({ description: 'How many variants it has, the archived ones too.', examples: [4] }),
  available: Type.Integer({
    description: 'How many pieces of all its variants can be sold.',
    examples: [40],
  }),
  version: Type.Integer({ description: 'Counts the edits.', examples: [3] }),
  updatedAt: Timestamp,
});

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: ProductStatus;
  readonly priceMinor: string;
  readonly maxPriceMinor: string;
  readonly currency: string;
  readonly variants: number;
  readonly available: number;
  readonly version: number;
  readonly updatedAt: string;
}

export const listAllProductsRoute = route({
  method: 'get',
  path: '/catalogue/products',
  operationId: 'listAllProducts',
  summary: 'Read all products, also drafts and archived ones, the newest first and never from a cache.',
  tag: 'Products',
  access: 'staff',
  query: StrictObject({
    ...PageQuery,
    status: Type.Optional(StringEnum(PRODUCT_STATUSES, { description: 'Only those in this status.' })),
  }),
  responses: { 200: PageOf(CatalogueEntry) },
  async handler({ query, deps }) {
    const after = decodeCursor(query.cursor, isIdPosition);
    const rows: Row[] = await deps.em.execute(
      `select p.id, p.slug, p.name, p.status, p.price_minor as "priceMinor", p.max_price_minor as "maxPriceMinor",
              p.currency, s.variants, s.available, p.version, p.updated_at as "updatedAt"
         from products p
         join lateral (select count(*)::int as variants, sum(available)::int as available
                         from product_variants join inventory on variant_id = id where product_id = p.id) s on true
        where true ${query.status ? 'and p.status = ?' : ''} ${after ? 'and p.id < ?' : ''}
        order by p.id desc limit ?`,
      [...(query.status ? [query.status] : []), ...(after ?? []), query.limit + 1],
    );
    const page = toPage(rows, query.limit, (row) => [row.id]);
    return pageReply({ ...page, items: page.items.map(present) }, '/catalogue/products', query);
  },
});

const present = (row: Row) => ({
  ...row,
  priceMinor: Number(row.priceMinor),
  maxPriceMinor: Number(row.maxPriceMinor),
  updatedAt: new Date(row.updatedAt).toISOString(),
});
