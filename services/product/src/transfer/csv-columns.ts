import type { ProductDocument, VariantDocument } from './product-document';

/** The columns of a catalogue file: those of a product, and those of the one variant that a row holds. */
export const PRODUCT_COLUMNS = [
  'slug',
  'name',
  'description',
  'status',
  'category',
  'currency',
  'tags',
] as const;
export const VARIANT_COLUMNS = ['sku', 'options', 'priceMinor', 'weightGrams', 'stock'] as const;
export const CSV_COLUMNS = [...PRODUCT_COLUMNS, ...VARIANT_COLUMNS] as const;

/** Columns that a file may leave out. */
export const OPTIONAL_COLUMNS: readonly string[] = ['tags', 'options', 'weightGrams', 'stock'];

export type CsvRow = Readonly<Partial<Record<(typeof CSV_COLUMNS)[number], string>>>;

/** `a|b` */
export const joinTags = (tags: ProductDocument['tags'] = []): string => tags.join('|');
export const splitTags = (text: string): string[] =>
  text
    .split('|')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

/** `colour=blue|size=M`; what would end a value is written with a backslash. */
export const joinOptions = (options: VariantDocument['options'] = {}): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${value.replaceAll(/[\\|]/g, '\\$&')}`)
    .join('|');

export function splitOptions(text: string): Record<string, string> {
  const pairs = text.match(/(?:\\.|[^\\|])+/g) ?? [];
  const entries = pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name.trim(), value.join('=').trim().replaceAll(/\\(.)/g, '$1')];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/**
 * What a spreadsheet would take for a formula is written behind an apostrophe, so that opening an export runs nothing
 * (OWASP, CSV injection); reading takes it away again.
 */
export const disarm = (text: string): string => (/^[=+\-@\t\r']/.test(text) ? `'${text}` : text);
export const rearm = (text: string): string => (/^'[=+\-@\t\r']/.test(text) ? text.slice(1) : text);
