import { eventually } from '@sidecart/testing';
import { customer, rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
let serial = 0;

beforeAll(async () => {
  service = await startProductService();
  await service.addCategory({ name: 'Shirts', slug: 'shirts' });
});
afterAll(() => service.close());

const HEADER = 'slug,name,description,status,category,currency,tags,sku,options,priceMinor,stock';

/** Sends a file and lets the worker finish it. */
async function send(body: string, type = 'text/csv') {
  const answer = await service.send('POST', '/catalogue/imports', {
    token: staff,
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });
  if (answer.status === 202) await work();
  return answer;
}

async function work(): Promise<void> {
  while ((await service.runImports()) > 0);
}

async function outcome(body: string, type?: string) {
  const answer = await send(body, type);
  expect(answer.status).toBe(202);
  const path = String(answer.headers['location']).slice('/api'.length);
  const job = await service.send('GET', path, { token: staff });
  const faults = await service.send('GET', `${path}/faults`, { token: staff });
  return { job: job.body as object, faults: (faults.body as { items: unknown[] }).items };
}

const product = (changes: object = {}) => {
  serial += 1;
  return {
    slug: `import-${serial}`,
    name: `Shirt ${serial}`,
    description: 'A shirt.',
    status: 'active',
    category: 'shirts',
    currency: 'EUR',
    variants: [{ sku: `IMP-${serial}`, priceMinor: 1_000, stock: 3 }],
    ...changes,
  };
};

const ndjson = (...products: object[]) => products.map((one) => JSON.stringify(one)).join('\n');
const NDJSON = 'application/x-ndjson';
const read = (slug: string) => service.send('GET', `/products/${slug}`);

describe('an import', () => {
  it('of CSV adds products in several variants, with their stock', async () => {
    const { job, faults } = await outcome(
      [
        HEADER,
        'tee,Tee,A tee,active,shirts,EUR,,TEE-M,colour=blue|size=M,1900,5',
        'tee,,,,,,,TEE-L,colour=blue|size=L,2100,0',
        "plain,'=Plain,Plain,draft,shirts,EUR,,PLAIN-1,,900,1",
      ].join('\n'),
    );
    expect(job).toMatchObject({ state: 'finished', total: 2, created: 2, updated: 0, failed: 0 });
    expect(faults).toEqual([]);
    const tee = (await read('tee')).body;
    expect(tee).toMatchObject({ name: 'Tee', priceMinor: 1_900, maxPriceMinor: 2_100, inStock: true });
    expect(tee.variants).toMatchObject([
      { sku: 'TEE-M', options: { colour: 'blue', size: 'M' }, priceMinor: 1_900, inStock: true },
      { sku: 'TEE-L', options: { colour: 'blue', size: 'L' }, priceMinor: 2_100, inStock: false },
    ]);
    expect((await read('plain')).status).toBe(404);
    await service.expectLawsToHold();
  });

  it('changes what is there by slug and article number, and leaves its stock', async () => {
    const made = product();
    await outcome(ndjson(made), NDJSON);
    const before = (await read(made.slug)).body;
    const { job } = await outcome(
      ndjson({ ...made, name: 'Renamed', variants: [{ ...made.variants[0], priceMinor: 1_200, stock: 99 }] }),
      NDJSON,
    );
    expect(job).toMatchObject({ created: 0, updated: 1, failed: 0 });
    const after = (await read(made.slug)).body;
    expect(after).toMatchObject({ id: before.id, name: 'Renamed', priceMinor: 1_200 });
    const [stock] = await rows<{ on_hand: number }>(
      service,
      `select on_hand from inventory i join product_variants v on v.id = i.variant_id where v.sku = '${made.variants[0]!.sku}'`,
    );
    expect(stock!.on_hand).toBe(3);
    await service.expectLawsToHold();
  });

  it('says of each bad product in which line it is and what is wrong, and takes the good ones', async () => {
    const taken = product();
    await outcome(ndjson(taken), NDJSON);
    const good = product();
    const { job, faults } = await outcome(
      [
        '{"slug":',
        JSON.stringify(product({ name: '', currency: 'euro', colour: 'red' })),
        JSON.stringify(product({ category: 'nowhere', slug: 'no-category' })),
        JSON.stringify(product({ variants: [{ ...taken.variants[0] }], slug: 'taken-sku' })),
        JSON.stringify(good),
        '"a string"',
        JSON.stringify(product({ name: 'nul \u0000' })),
      ].join('\n'),
      NDJSON,
    );
    expect(job).toMatchObject({ state: 'finished', total: 7, created: 1, failed: 6 });
    expect((await read(good.slug)).status).toBe(200);
    expect(faults).toEqual([
      { line: 1, slug: null, faults: [{ pointer: '', detail: 'is not JSON' }] },
      {
        line: 2,
        slug: null,
        faults: expect.arrayContaining([
          { pointer: '/colour', detail: 'is not a known field' },
          { pointer: '/currency', detail: expect.any(String) },
          { pointer: '/name', detail: expect.any(String) },
        ]),
      },
      { line: 3, slug: 'no-category', faults: [{ pointer: '/category', detail: 'names no category' }] },
      { line: 4, slug: 'taken-sku', faults: [{ pointer: expect.stringMatching(/sku/), detail: 'is taken' }] },
      { line: 6, slug: null, faults: [{ pointer: '', detail: 'must be object' }] },
      { line: 7, slug: null, faults: [expect.objectContaining({ pointer: '/name' })] },
    ]);
  });

  it('is worked on by one of several workers, each product once', async () => {
    const products = Array.from({ length: 60 }, () => product());
    const answer = await service.send('POST', '/catalogue/imports', {
      token: staff,
      headers: { 'content-type': NDJSON },
      body: Buffer.from(ndjson(...products)),
    });
    await Promise.all([work(), work(), work()]);
    await eventually(async () => {
      const path = String(answer.headers['location']).slice('/api'.length);
      const { body } = await service.send('GET', path, { token: staff });
      expect(body).toMatchObject({ state: 'finished', created: 60, failed: 0 });
    });
  });

  it.each([
    ['of another type', 'x', 'application/json', 415, 'unsupported-media-type'],
    ['without the columns of a catalogue', 'slug,name\nx,y', 'text/csv', 400, 'invalid-header'],
    ['without products', `${HEADER}\n`, 'text/csv', 400, 'no-products'],
    ['that is empty', '', NDJSON, 400, 'no-products'],
    ['with a line without end', `"${'x'.repeat(1_200_000)}"`, NDJSON, 400, 'line-too-long'],
  ])('%s is refused and leaves nothing', async (_what, body, type, status, code) => {
    expect(await send(body, type)).toMatchObject({ status, body: { code } });
    expect(await rows(service, "select id from catalogue_imports where state = 'receiving'")).toEqual([]);
  });

  it('is for staff only', async () => {
    for (const [method, path] of [
      ['POST', '/catalogue/imports'],
      ['GET', '/catalogue/imports'],
      ['GET', '/catalogue/export.csv'],
      ['GET', '/catalogue/export.ndjson'],
    ] as const) {
      expect((await service.send(method, path)).status).toBe(401);
      expect((await service.send(method, path, { token: customer })).status).toBe(403);
    }
  });

  it('is listed, the newest first, page by page', async () => {
    await outcome(ndjson(product()), NDJSON);
    await outcome(ndjson(product()), NDJSON);
    const first = await service.send('GET', '/catalogue/imports?limit=1', { token: staff });
    const { items, nextCursor } = first.body as { items: { id: string }[]; nextCursor: string };
    const second = await service.send('GET', `/catalogue/imports?limit=1&cursor=${nextCursor}`, {
      token: staff,
    });
    expect(items[0]!.id > (second.body as { items: { id: string }[] }).items[0]!.id).toBe(true);
  });
});

it('a file may hold every product that staff can make', async () => {
  const options = { size: 'M', colour: 'x'.repeat(60), fit: 'slim', length: 'long' };
  const variants = [{ sku: 'FOUR-OPTIONS', options, priceMinor: 100, stock: 1, weightGrams: 350 }];
  const { job } = await outcome(ndjson(product({ variants, tags: ['t'.repeat(40)] })), NDJSON);
  expect(job).toMatchObject({ created: 1, failed: 0 });
  const weights = await rows(service, "select weight_grams from product_variants where sku = 'FOUR-OPTIONS'");
  expect(weights).toEqual([{ weight_grams: 350 }]);
});

describe.each([
  ['/catalogue/export.csv', 'text/csv'],
  ['/catalogue/export.ndjson', NDJSON],
])('an export by %s', (path, type) => {
  it('imported again changes nothing', async () => {
    const made = product({
      name: '+1 "Shirt", blue',
      description: "=cmd|' /C calc'!A0",
    });
    await outcome(ndjson(made), NDJSON);
    const exported = await service.send('GET', path, { token: staff });
    expect(exported.headers['content-type']).toContain(type);
    expect(exported.headers['content-disposition']).toContain('attachment');
    const before = (await read(made.slug)).body;
    const { job } = await outcome(exported.text, type);
    const [count] = await rows<{ count: string }>(service, 'select count(*) from products');
    expect(job).toMatchObject({
      total: Number(count!.count),
      created: 0,
      updated: Number(count!.count),
      failed: 0,
    });
    const after = (await read(made.slug)).body;
    expect({ ...after, version: 0, updatedAt: '' }).toEqual({ ...before, version: 0, updatedAt: '' });
  });
});
