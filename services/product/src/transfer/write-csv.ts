import { stringify } from 'csv-stringify/sync';
import { CSV_COLUMNS, disarm, joinOptions, joinTags } from './csv-columns';
import type { ProductDocument } from './product-document';

/** The header of a catalogue file. */
export const csvHeader = (): string => stringify([[...CSV_COLUMNS]]);

/** A product as the rows of its variants. */
export const toCsv = ({ variants, tags, ...product }: ProductDocument): string =>
  stringify(
    variants.map(({ options, ...variant }) => ({
      ...product,
      ...variant,
      name: disarm(product.name),
      description: disarm(product.description),
      tags: joinTags(tags),
      options: disarm(joinOptions(options)),
    })),
    { columns: [...CSV_COLUMNS] },
  );
