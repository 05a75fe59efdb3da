import type { productChangedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';

/** Our own news, by which every replica learns that what is cached is stale. */
export const onProductChanged: EventHandler<ProductDeps, typeof productChangedV1> = ({ deps, log }) =>
  invalidateCatalogue(deps.cache, log);
