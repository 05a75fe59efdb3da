import type { EntityManager } from '@mikro-orm/postgresql';
import type { CartDays } from './use-cases/cart-expiry';
import type { ProductCatalogue, TaxRules } from './use-cases/ports';

/** What the handlers of one request or event work with. */
export interface OrderDeps {
  readonly em: EntityManager;
  readonly catalogue: ProductCatalogue;
  readonly taxRules: TaxRules;
  readonly cartDays: CartDays;
  readonly now: () => Date;
  /** How many days after its delivery an order may be returned. */
  readonly returnWindowDays: number;
}
