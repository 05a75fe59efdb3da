import { inParallel } from '../../in-parallel';
import { createProduct } from '../../prove/goods';
import { addMethod, registerBuyers, signInStaff, type Buyer, type Person } from '../../prove/person';

/** A buyer with a second payment method, whose charges are declined. */
export interface CastBuyer extends Buyer {
  readonly decliningMethodId: string;
}

/** Who acts in the campaign, and what there is to buy. */
export interface Cast {
  readonly staff: Person;
  readonly buyers: readonly CastBuyer[];
  readonly productIds: readonly string[];
  /** A product whose stock is corrected again and again, and that nobody buys. */
  readonly countedProductId: string;
}

const BUYERS = 16;
const PRODUCTS = 5;
const STOCK = 100_000;

/** Registers the buyers and puts the products on sale. */
export async function gatherCast(): Promise<Cast> {
  const [staff, registered] = await Promise.all([signInStaff(), registerBuyers(BUYERS)]);
  const buyers = await inParallel(registered, 4, async (buyer) => ({
    ...buyer,
    decliningMethodId: await addMethod(buyer, 'tok_declined'),
  }));
  const productIds = await inParallel(Array.from({ length: PRODUCTS }), 1, () => createProduct(staff, STOCK));
  return { staff, buyers, productIds, countedProductId: await createProduct(staff, 0) };
}
