import { call } from '../scripts/src/shop-client';
import { signInAsStaff } from './staff';

const MAX_BYTES = 32 * 1_024 * 1_024;
const LINE_BYTES = 512 * 1_024;

/** As large as may be, and none of it a product, so that the catalogue of the platform stays as it is. */
const largeFile = () => Buffer.from(`"${'x'.repeat(LINE_BYTES - 3)}"\n`.repeat(MAX_BYTES / LINE_BYTES));

describe('a catalogue file over real sidecars', () => {
  it('is taken as large as may be, and refused when it is larger', async () => {
    const token = await signInAsStaff();
    const send = (body: Buffer) =>
      call<{ id: string; total: number }>('POST', '/api/catalogue/imports', {
        token,
        headers: { 'content-type': 'application/x-ndjson' },
        body,
      });
    const { status, body } = await send(largeFile());
    expect(status).toBe(202);
    expect(body).toMatchObject({ total: MAX_BYTES / LINE_BYTES, failed: MAX_BYTES / LINE_BYTES });
    expect((await send(Buffer.concat([largeFile(), Buffer.from('\n')]))).status).toBe(413);
  });

  it('holds the whole catalogue, a product a line', async () => {
    const token = await signInAsStaff();
    const { status, body } = await call<{ text: string }>('GET', '/api/catalogue/export.ndjson', { token });
    expect(status).toBe(200);
    const products = body.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { slug: string; variants: unknown[] });
    expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length);
    expect(products.length).toBeGreaterThan(2_000);
    expect(products.every(({ variants }) => variants.length > 0)).toBe(true);
  });
});
