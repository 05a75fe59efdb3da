import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { Category } from '../domain/category';
import type { Product } from '../domain/product';
import type { ProductDocument, VariantDocument } from '../transfer/product-document';
import { announceChange } from './announce-change';
import { createProduct } from './create-product';
import { lockProduct } from './lock-product';
import { noteSearchTerms } from './note-search-terms';
import { stockVariants } from './stock-variants';
import { writeTags } from './write-tags';

/**
 * Adds the product of a document, or makes the one with its slug as the document says. Variants are known by their article
 * numbers; those that the document does not name stay, and no stock of what exists is changed.
 *
 * @param em an open transaction
 * @param actorId who sent the file
 * @throws DomainError refused or conflict when a rule of the catalogue is broken
 * @throws UniqueConstraintViolationException when an article number is another product's; see `refuseDuplicates`
 */
export async function importProduct(
  em: EntityManager,
  document: ProductDocument,
  actorId: string,
  now: Date,
): Promise<'created' | 'updated'> {
  const category = await findCategoryBySlug(em, document.category);
  const [existing]: { id: string }[] = await em.execute('select id from products where slug = ?', [
    document.slug,
  ]);
  if (existing) {
    await changeProduct(em, existing.id, document, category, actorId, now);
    return 'updated';
  }
  await addProduct(em, document, category, actorId, now);
  return 'created';
}

async function addProduct(
  em: EntityManager,
  { slug, name, description, currency, status, tags, variants }: ProductDocument,
  { id: categoryId }: Category,
  actorId: string,
  now: Date,
): Promise<void> {
  if (status === 'archived') throw refusal('/status', 'only what exists can be archived');
  const optionNames = Object.keys(variants[0]?.options ?? {});
  if (optionNames.length === 0 && variants.length > 1) {
    throw refusal('/variants/1/options', 'must tell the variants apart');
  }
  const fields = { slug, name, description, currency, status, categoryId, optionNames, actorId };
  const id = await createProduct(em, { ...fields, variants: variants.map(toNewVariant) }, now);
  if (tags) await writeTags(em, id, tags);
}

async function changeProduct(
  em: EntityManager,
  productId: string,
  { name, description, currency, status, tags, variants }: ProductDocument,
  category: Category,
  actorId: string,
  now: Date,
): Promise<void> {
  const product = await lockProduct(em, productId);
  if (status === 'archived') {
    if (product.status !== 'archived') product.archive(now);
    product.edit({ name, description, currency, category }, now);
  } else product.edit({ name, description, currency, category, status }, now);
  if (tags) await writeTags(em, productId, tags);
  for (const variant of variants) await changeVariant(em, product, variant, actorId, now);
  announceChange(em, productId, status === 'archived' ? 'archived' : 'updated', now);
  await em.flush();
  await noteSearchTerms(em, [productId]);
}

async function changeVariant(
  em: EntityManager,
  product: Product,
  document: VariantDocument,
  actorId: string,
  now: Date,
): Promise<void> {
  const { sku, priceMinor, options, weightGrams } = document;
  const existing = product.variants.find((variant) => variant.sku === sku);
  if (existing) {
    product.editVariant(existing.id, { priceMinor, options, weightGrams }, now);
    return;
  }
  const added = product.addVariant({ ...toNewVariant(document), id: uuidv7() }, now);
  await stockVariants(em, [added], [toNewVariant(document)], actorId);
}

const toNewVariant = ({ sku, priceMinor, options = {}, weightGrams, stock = 0 }: VariantDocument) => ({
  ...{ sku, priceMinor, options, stock, weightGrams: weightGrams ?? null, lowStockThreshold: null },
});

async function findCategoryBySlug(em: EntityManager, slug: string): Promise<Category> {
  const category = await em.findOne(Category, { slug });
  if (category) return category;
  throw refusal('/category', 'names no category');
}

const refusal = (pointer: string, detail: string) =>
  new DomainError('refused', 'import-refused', detail, {
    errors: [{ in: 'body', pointer: `#${pointer}`, detail }],
  });
