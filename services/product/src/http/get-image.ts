import { hasRole, notFound } from '@sidecart/platform';
import { parseImageFileName, type ImageMediaType } from '../domain/product-image';
import { ImagePath } from './image.schema';
import { isNotModified } from './is-not-modified';
import { route } from './route';

interface Row {
  readonly objectName: string | null;
  /** Null when it is in the store. */
  readonly bytes: Buffer | null;
  readonly isDraft: boolean;
}

export const getImageRoute = route({
  method: 'get',
  path: '/products/{productId}/images/{file}',
  operationId: 'getProductImage',
  summary: 'Read a picture of a product; of a draft, staff only. What is at this address never changes.',
  tag: 'Images',
  access: 'optional',
  params: ImagePath,
  responses: { 200: 'image/*', 304: null },
  problems: [404],
  async handler({ params: { productId, file }, principal, header, deps }) {
    const { contentHash, mediaType } = parseImageFileName(file);
    const [image]: Row[] = await deps.em.execute(
      `select m.object_name as "objectName", m.bytes, p.status = 'draft' as "isDraft"
         from product_images m join products p on p.id = m.product_id
        where m.product_id = ? and m.content_hash = ? and m.media_type = ?`,
      [productId, contentHash, mediaType],
    );
    const isStaff = principal !== undefined && hasRole(principal.role, 'staff');
    if (!image || (image.isDraft && !isStaff)) throw notFound('image');
    const headers = imageHeaders(contentHash, mediaType, image.isDraft);
    if (isNotModified(header('if-none-match'), headers.etag)) return { status: 304, headers };
    const body = image.bytes ?? (await deps.images.load(image.objectName ?? '', contentHash));
    return { status: 200, body, headers: { ...headers, 'content-type': mediaType } };
  },
});

/** A drawing (SVG) may hold scripts: opened by itself, it gets an origin of its own and may run none. */
const imageHeaders = (contentHash: string, mediaType: ImageMediaType, isDraft: boolean) => ({
  etag: `"${contentHash}"`,
  'cache-control': isDraft ? 'private, no-store' : 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  ...(mediaType === 'image/svg+xml'
    ? { 'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'" }
    : {}),
});
