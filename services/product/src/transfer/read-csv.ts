import type { Readable } from 'node:stream';
import { DomainError } from '@sidecart/platform';
import { parse } from 'csv-parse';
import { CSV_COLUMNS, OPTIONAL_COLUMNS, rearm, splitOptions, splitTags, type CsvRow } from './csv-columns';
import { readTo } from './read-to';
import { faultyRecord, MAX_RECORD_BYTES, type SourceRecord } from './source-record';

interface ParsedRow {
  readonly record: CsvRow;
  readonly info: { readonly lines: number };
}

/**
 * Reads products from CSV (RFC 4180, with a header). A row is a variant; rows that follow each other with the same slug
 * are one product, which is described by the first of them.
 *
 * @throws DomainError malformed when the header is not that of a catalogue
 */
export async function* readCsv(source: Readable): AsyncGenerator<SourceRecord> {
  const broken: SourceRecord[] = [];
  const rows = readTo(
    source,
    parse({
      columns: requireColumns,
      bom: true,
      info: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_BYTES,
      skip_records_with_error: true,
      on_skip: (error) => void broken.push(faultyRecord(lineOf(error), describe(error))),
    }),
  );
  let product: { line: number; rows: CsvRow[] } | undefined;
  for await (const { record, info } of rows as AsyncIterable<ParsedRow>) {
    yield* broken.splice(0);
    if (product && record.slug !== '' && record.slug !== product.rows[0]?.slug) {
      yield toRecord(product);
      product = undefined;
    }
    if (product) product.rows.push(record);
    else product = { line: info.lines, rows: [record] };
  }
  yield* broken.splice(0);
  if (product) yield toRecord(product);
}

function requireColumns(header: string[]): string[] {
  const names = header.map((name) => name.trim());
  const unknown = names.filter((name) => !(CSV_COLUMNS as readonly string[]).includes(name));
  const missing = CSV_COLUMNS.filter((name) => !names.includes(name) && !OPTIONAL_COLUMNS.includes(name));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const errors = [
    ...unknown.map((name) => ({
      in: 'body',
      pointer: `#/${name}`,
      detail: 'is not a column of a catalogue',
    })),
    ...missing.map((name) => ({ in: 'body', pointer: `#/${name}`, detail: 'is a column that is needed' })),
    ...repeated.map((name) => ({ in: 'body', pointer: `#/${name}`, detail: 'is there twice' })),
  ];
  if (errors.length === 0) return names;
  throw new DomainError(
    'malformed',
    'invalid-header',
    'The first row must name the columns of a catalogue.',
    {
      errors: errors.slice(0, 20),
    },
  );
}

const lineOf = (error: unknown) => (error as { lines?: number } | undefined)?.lines ?? 0;
const describe = (error: unknown) => `is not CSV: ${(error as Error | undefined)?.message ?? 'unreadable'}`;

function toRecord({ line, rows }: { line: number; rows: readonly CsvRow[] }): SourceRecord {
  const [first = {}] = rows;
  const { slug = '', name = '', description = '', status = '', category = '', currency = '', tags } = first;
  return {
    line,
    document: {
      ...{ slug, status, category, currency },
      name: rearm(name),
      description: rearm(description),
      ...(tags === undefined ? {} : { tags: splitTags(tags) }),
      variants: rows.map(toVariant),
    },
  };
}

const toVariant = ({ sku = '', options, priceMinor = '', weightGrams, stock }: CsvRow) => ({
  sku,
  ...(options ? { options: splitOptions(rearm(options)) } : {}),
  priceMinor: toNumber(priceMinor),
  ...(weightGrams ? { weightGrams: toNumber(weightGrams) } : {}),
  ...(stock ? { stock: toNumber(stock) } : {}),
});

/** What is no number stays as it is, for the schema to refuse. */
const toNumber = (text: string): number | string => (/^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text);
