import { requireVersion, type Reply } from '@sidecart/platform';
import { documentTag } from './cached-reply';
import type { ProductView } from './product.schema';

/** The headers of a product that is not to be cached: for staff, and as the answer to a change. */
export const productHeaders = (product: ProductView): Record<string, string> => ({
  etag: documentTag(JSON.stringify(product), product.version),
  'cache-control': 'private, no-store',
});

export const productReply = (product: ProductView): Reply => ({
  status: 200,
  body: product,
  headers: productHeaders(product),
});

/**
 * Compares If-Match with a product's version. Only the part of the tag before the hyphen counts: a rating or a sale
 * changes what is shown, but is no edit that somebody could overwrite.
 *
 * @throws DomainError precondition-failed when somebody edited it in between
 */
export const requireProductVersion = (ifMatch: string | undefined, version: number): void =>
  requireVersion(ifMatch?.split('-')[0], version);
