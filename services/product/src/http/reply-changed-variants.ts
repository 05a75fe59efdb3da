import type { Logger, Reply } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import type { Product } from '../domain/product';
import { changeVariants } from '../use-cases/change-variants';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { findProduct } from './find-product';
import { productReply, requireProductVersion } from './product-reply';

/** Changes variants of a product and answers with the product as it is then. */
export async function replyChangedVariants(
  { em, cache, now }: ProductDeps,
  { productId, ifMatch, log }: { productId: string; ifMatch: string | undefined; log: Logger },
  change: (product: Product, at: Date) => void,
): Promise<Reply> {
  const at = now();
  const requireVersion = (version: number) => requireProductVersion(ifMatch, version);
  const product = await refuseDuplicates(
    em.transactional(async (tx) => {
      await changeVariants(tx, { productId, requireVersion, now: at }, (one) => change(one, at));
      return findProduct(tx, productId, 'any');
    }),
  );
  await invalidateCatalogue(cache, log);
  return productReply(product);
}
