import type { EntityManager } from '@mikro-orm/postgresql';
import { VAT_PERCENT } from '../domain/tax/standard-rates';
import { createCoupon } from '../use-cases/create-coupon';
import { createShippingMethod, type NewShippingMethod } from '../use-cases/create-shipping-method';

const CURRENCY = 'EUR';
const EUROPE = Object.keys(VAT_PERCENT);

const METHODS: readonly NewShippingMethod[] = [
  {
    name: 'Standard',
    currency: CURRENCY,
    countries: EUROPE,
    baseMinor: 490,
    perKgMinor: 0,
    freeFromMinor: 5_000,
    active: true,
  },
  {
    name: 'Express',
    currency: CURRENCY,
    countries: EUROPE,
    baseMinor: 1_290,
    perKgMinor: 100,
    active: true,
  },
  {
    name: 'International',
    currency: CURRENCY,
    countries: [],
    baseMinor: 1_990,
    perKgMinor: 400,
    active: true,
  },
];

/**
 * Offers the shipping methods and the coupon of the demonstration, unless there are shipping methods.
 *
 * @returns how many shipping methods were written
 */
export async function seedCheckout(em: EntityManager, now: Date): Promise<number> {
  return em.transactional(async (tx) => {
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('seed', 0))");
    const methods: unknown[] = await tx.execute('select 1 from shipping_methods limit 1');
    if (methods.length > 0) return 0;
    for (const method of METHODS) createShippingMethod(tx, method, now);
    const coupons: unknown[] = await tx.execute("select 1 from coupons where code = 'WELCOME10'");
    if (coupons.length === 0) {
      await createCoupon(tx, { code: 'WELCOME10', percentBps: 1_000, maxPerCustomer: 1 }, now);
    }
    return METHODS.length;
  });
}
