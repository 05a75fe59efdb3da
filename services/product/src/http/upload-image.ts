import { created, DomainError, findReply, once, type IdempotentRequest } from '@sidecart/platform';
import { contentHashOf, imageFileName } from '../domain/product-image';
import { readPicture, UPLOAD_MEDIA_TYPES } from '../domain/read-picture';
import { addImage } from '../use-cases/add-image';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { storeImage, type StoredObject } from '../use-cases/store-image';
import { ImageDetail, UploadImageQuery } from './image.schema';
import { presentImageDetail } from './present-image';
import { ProductPath } from './product.schema';
import { route } from './route';

const LIMIT_BYTES = 5 * 1_024 * 1_024;

export const uploadImageRoute = route({
  method: 'post',
  path: '/products/{productId}/images',
  operationId: 'uploadProductImage',
  summary: 'Add a picture to a product, as its last one: the bytes of a PNG, JPEG, WebP or AVIF file.',
  tag: 'Images',
  access: 'staff',
  idempotencyKey: 'optional',
  params: ProductPath,
  query: UploadImageQuery,
  content: { types: UPLOAD_MEDIA_TYPES, limitBytes: LIMIT_BYTES },
  responses: { 201: ImageDetail },
  problems: [404, 409, 422],
  async handler({ params: { productId }, query, content, idempotency, deps, log }) {
    const bytes = await content.bytes();
    const picture = readPicture(bytes);
    if (picture.mediaType !== content.mediaType) throw notAsDeclared(picture.mediaType);
    const contentHash = contentHashOf(bytes);
    const request = withContent(idempotency, contentHash);
    const input = { ...picture, productId, contentHash };
    let stored: StoredObject;
    try {
      stored = await storeImage(deps.em, deps.images, { ...input, bytes });
    } catch (error) {
      // A repeat meets what its first time has done.
      const known = request && (await findReply(deps.em, request));
      if (known) return known;
      throw error;
    }
    const reply = await refuseDuplicates(
      once(deps.em, request, async (em) => {
        const addition = { ...input, alt: query.alt, sizeBytes: bytes.length, stored };
        const image = await addImage(em, addition, deps.now());
        const location = `/api/products/${productId}/images/${imageFileName(contentHash, picture.mediaType)}`;
        return created(location, presentImageDetail(productId, image));
      }),
    );
    await invalidateCatalogue(deps.cache, log);
    return reply;
  },
});

/** What was asked includes the bytes, which the platform has not read. */
const withContent = (request: IdempotentRequest | undefined, contentHash: string) =>
  request && { ...request, fingerprint: `${request.fingerprint}.${contentHash}` };

const notAsDeclared = (mediaType: string) =>
  new DomainError(
    'refused',
    'image-not-as-declared',
    `The Content-Type says otherwise, but it is ${mediaType}.`,
    {
      errors: [{ in: 'header', pointer: 'Content-Type', detail: `must be ${mediaType}` }],
    },
  );
