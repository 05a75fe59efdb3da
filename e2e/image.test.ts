import { randomBytes } from 'node:crypto';
import { call } from '../scripts/src/shop-client';
import { anyProduct } from './journey';
import { signInAsStaff } from './staff';

const GATEWAY_URL = process.env['SIDECART_URL'] ?? 'http://localhost:3000';
const MAX_BYTES = 5 * 1_024 * 1_024;

/** A PNG by its header, as large as may be. */
function largePicture(): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452000002800000028008060000000000000000', 'hex');
  return Buffer.concat([header, randomBytes(MAX_BYTES - header.length)]);
}

describe('an image over real sidecars', () => {
  it('is uploaded through the binding and read byte for byte, until it is deleted', async () => {
    const [product, staff] = await Promise.all([anyProduct(), signInAsStaff()]);
    const bytes = largePicture();
    const uploaded = await fetch(`${GATEWAY_URL}/api/products/${product.id}/images?alt=Noise`, {
      method: 'POST',
      headers: { authorization: `Bearer ${staff}`, 'content-type': 'image/png' },
      body: bytes,
    });
    const { url } = (await uploaded.json()) as { url: string };
    expect(uploaded.status).toBe(201);

    const image = await fetch(GATEWAY_URL + url);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.get('cache-control')).toMatch(/max-age=31536000.*immutable/);
    expect(Buffer.from(await image.arrayBuffer()).equals(bytes)).toBe(true);
    const { body } = await call<{ images: { url: string }[] }>('GET', `/api/products/${product.id}`);
    expect(body.images.map((one) => one.url)).toContain(url);

    expect((await call('DELETE', url, { token: staff })).status).toBe(204);
    expect((await call('GET', url)).status).toBe(404);
  });

  it('is refused when it is more than may be sent, or a drawing', async () => {
    const [product, staff] = await Promise.all([anyProduct(), signInAsStaff()]);
    const send = (bytes: Buffer, type: string) =>
      fetch(`${GATEWAY_URL}/api/products/${product.id}/images?alt=Noise`, {
        method: 'POST',
        headers: { authorization: `Bearer ${staff}`, 'content-type': type },
        body: bytes,
      });
    expect((await send(Buffer.concat([largePicture(), Buffer.alloc(1)]), 'image/png')).status).toBe(413);
    expect((await send(Buffer.from('<svg/>'), 'image/svg+xml')).status).toBe(415);
    expect((await send(Buffer.from('<svg/>'), 'image/png')).status).toBe(422);
  });
});
