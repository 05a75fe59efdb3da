import { Readable } from 'node:stream';
import fc from 'fast-check';
import type { ProductDocument } from './product-document';
import { readCsv } from './read-csv';
import { readNdjson } from './read-ndjson';
import type { SourceRecord } from './source-record';
import { csvHeader, toCsv } from './write-csv';

const HEADER = 'slug,name,description,status,category,currency,tags,sku,options,priceMinor,stock\n';

async function collect(records: AsyncIterable<SourceRecord>): Promise<SourceRecord[]> {
  const all: SourceRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}

const csv = (text: string | Buffer) => collect(readCsv(Readable.from([text])));
const ndjson = (text: string) => collect(readNdjson(Readable.from([Buffer.from(text)])));

const line = () =>
  fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text && text !== '');
const slug = () => fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,5})?$/);
const product = (): fc.Arbitrary<ProductDocument> =>
  fc.record({
    slug: slug(),
    name: line(),
    description: line(),
    status: fc.constantFrom('draft' as const, 'active' as const),
    category: slug(),
    currency: fc.constantFrom('EUR', 'USD'),
    tags: fc.uniqueArray(slug(), { maxLength: 3 }),
    variants: fc.array(
      fc.record(
        {
          sku: fc.stringMatching(/^[A-Z]{3,5}-[0-9]{1,4}$/),
          options: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), line(), { minKeys: 1, maxKeys: 3 }),
          priceMinor: fc.integer({ min: 1, max: 1_000_000 }),
          weightGrams: fc.integer({ min: 1, max: 1_000 }),
          stock: fc.nat(1_000),
        },
        { requiredKeys: ['sku', 'priceMinor'] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  });

describe('a catalogue file', () => {
  it('read back holds what was written, whatever the texts are', async () => {
    const catalogue = fc.uniqueArray(product(), { maxLength: 5, selector: (made) => made.slug });
    await fc.assert(
      fc.asyncProperty(catalogue, async (products) => {
        const records = await csv(csvHeader() + products.map(toCsv).join(''));
        expect(records.map(({ document }) => document)).toEqual(products);
      }),
    );
  });

  it('never begins a cell with what a spreadsheet would run', async () => {
    await fc.assert(
      fc.asyncProperty(product(), fc.constantFrom('=', '+', '-', '@'), async (made, sign) => {
        const written = toCsv({ ...made, name: `${sign}cmd()`, description: `${sign}x` });
        expect(written).toContain(`'${sign}cmd()`);
        expect(written).toContain(`'${sign}x`);
        await Promise.resolve();
      }),
    );
  });

  it('says in which line each product begins', async () => {
    const row = (made: string, sku: string) => `${made},"two\nlines",D,active,c,EUR,,${sku},,100,\n`;
    const records = await csv(HEADER + row('a', 'A-1') + row('a', 'A-2') + row('b', 'B-1'));
    expect(
      records.map(({ line: at, document }) => [at, (document as ProductDocument).variants.length]),
    ).toEqual([
      [3, 2],
      [7, 1],
    ]);
  });

  it('goes on after rows that are no CSV, and names them', async () => {
    const records = await csv(`${HEADER}a,A,D,active,c,EUR,,A-1,,100,\nb,B\nc,C,D,active,c,EUR,,C-1,,x,\n`);
    expect(
      records.map(({ faults, document }) => faults?.[0]?.detail ?? (document as ProductDocument).slug),
    ).toEqual([expect.stringMatching(/^is not CSV/), 'a', 'c']);
    expect((records[2]?.document as ProductDocument).variants[0]?.priceMinor).toBe('x');
  });

  it.each([
    ['slug,name\n', 'is a column that is needed'],
    [HEADER.replace('stock', 'colour'), 'is not a column of a catalogue'],
    [HEADER.replace('tags', 'slug'), 'is there twice'],
  ])('with the header %j is refused', async (header, detail) => {
    await expect(csv(`${header}x\n`)).rejects.toMatchObject({
      kind: 'malformed',
      details: { errors: expect.arrayContaining([expect.objectContaining({ detail })]) as unknown },
    });
  });

  it('of NDJSON is read line by line; what is not JSON is named', async () => {
    expect(await ndjson('\uFEFF{"a":1}\n\n{"b":2\n[3]')).toEqual([
      { line: 1, document: { a: 1 } },
      { line: 3, faults: [{ pointer: '', detail: 'is not JSON' }] },
      { line: 4, document: [3] },
    ]);
  });

  it('with a line without end is refused', async () => {
    await expect(ndjson('x'.repeat(2_000_000))).rejects.toThrow(/maximum buffer|length/i);
  });
});
