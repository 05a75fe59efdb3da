import { notFound } from '@sidecart/platform';
import { parseImageFileName, type ImageMediaType } from '../domain/product-image';
import { ImagePath } from './image.schema';
import { isNotModified } from './is-not-modified';
import { route } from './route';

interface Row {
  readonly objectName: string | null;
  /** Null when it is in the store. */
  readonly bytes: Buffer | null;
}

export const getImageRoute = route({
  method: 'get',
  path: '/products/{productId}/images/{file}',
  operationId: 'getProductImage',
  summary: 'Read a picture of a product. What is at this address never changes.',
  tag: 'Images',
  access: 'public',
  params: ImagePath,
  responses: { 200: 'image/*', 304: null },
  problems: [404],
  async handler({ params: { productId, file }, header, deps }) {
    const { contentHash, mediaType } = parseImageFileName(file);
    const [image]: Row[] = await deps.em.execute(
      `select object_name as "objectName", bytes from product_images
        where product_id = ? and content_hash = ? and media_type = ?`,
      [productId, contentHash, mediaType],
    );
    if (!image) throw notFound('image');
    const headers = imageHeaders(contentHash, mediaType);
    if (isNotModified(header('if-none-match'), headers.etag)) return { status: 304, headers };
    const body = image.bytes ?? (await deps.images.load(image.objectName ?? '', contentHash));
    return { status: 200, body, headers: { ...headers, 'content-type': mediaType } };
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
