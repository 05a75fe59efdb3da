import { Uuid } from '@sidecart/contracts';
import { notFound } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { imageFileName, type ImageMediaType } from '../domain/product-image';
import { isNotModified } from './is-not-modified';
import { route } from './route';

interface Row {
  readonly mediaType: ImageMediaType;
  readonly bytes: Buffer;
}

export const getImageRoute = route({
  method: 'get',
  path: '/products/{productId}/images/{file}',
  operationId: 'getProductImage',
  summary: 'Read a picture of a product. What is at this address never changes.',
  tag: 'Products',
  access: 'public',
  params: Type.Object({
    productId: Uuid,
    file: Type.String({
      pattern: '^[0-9a-f]{32}\\.(?:svg|png|jpg|webp|avif)$',
      description: 'The hash of its bytes and the extension of its type.',
    }),
  }),
  responses: { 200: 'image/*', 304: null },
  problems: [404],
  async handler({ params: { productId, file }, header, deps }) {
    const contentHash = file.slice(0, file.indexOf('.'));
    const [image]: Row[] = await deps.em.execute(
      'select media_type as "mediaType", bytes from product_images where product_id = ? and content_hash = ?',
      [productId, contentHash],
    );
    if (!image || imageFileName(contentHash, image.mediaType) !== file) throw notFound('image');
    const headers = imageHeaders(contentHash, image.mediaType);
    if (isNotModified(header('if-none-match'), headers.etag)) return { status: 304, headers };
    return { status: 200, body: image.bytes, headers: { ...headers, 'content-type': image.mediaType } };
  },
});

/** A drawing (SVG) may hold scripts: opened by itself, it gets an origin of its own and may run none. */
const imageHeaders = (contentHash: string, mediaType: ImageMediaType) => ({
  etag: `"${contentHash}"`,
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  ...(mediaType === 'image/svg+xml'
    ? { 'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'" }
    : {}),
});
