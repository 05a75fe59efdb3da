import { randomUUID } from 'node:crypto';
import type { Hand } from './cast';
import type { KnownValues } from './prepare-document';

const sku = () => `TRIED-${randomUUID().slice(0, 13).toUpperCase()}`;

/** A variant whose article number nothing has. */
export const newVariant = (size: string) => ({ sku: sku(), priceMinor: 1_990, options: { size }, stock: 10 });

/** A product without options that nobody has. */
export const newProduct = (categoryId: unknown) => ({
  name: 'Tried',
  slug: `tried-${randomUUID()}`,
  description: 'Made by npm run test:api.',
  currency: 'EUR',
  categoryId,
  status: 'active',
  sku: sku(),
  priceMinor: 1_990,
  stock: 10,
});

/** Products in several sizes: one whose variants are edited and archived, and one whose variants are put in order. */
export async function prepareVariants(shop: Hand, categoryId: string): Promise<KnownValues> {
  const [edited, ordered] = [await addSized(shop, categoryId), await addSized(shop, categoryId)];
  const [kept, ...archived] = edited.variantIds;
  return {
    'addVariant.productId': [edited.id],
    'editVariant.productId': [edited.id],
    'editVariant.variantId': [kept],
    'archiveVariant.productId': [edited.id],
    'archiveVariant.variantId': archived,
    'orderVariants.productId': [ordered.id],
    'orderVariants.body': [{ variantIds: ordered.variantIds }],
  };
}

async function addSized(shop: Hand, categoryId: string): Promise<{ id: string; variantIds: string[] }> {
  const { sku: _sku, priceMinor: _price, stock: _stock, ...product } = newProduct(categoryId);
  const body = { ...product, optionNames: ['size'], variants: ['S', 'M', 'L', 'XL'].map(newVariant) };
  const { id, variants } = await shop.post<{ id: string; variants: { id: string }[] }>('/api/products', body);
  return { id, variantIds: variants.map((one) => one.id) };
}
