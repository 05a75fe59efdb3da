import { checkOverdueOrders } from './check-overdue-orders';
import { checkOverdueReturns } from './check-overdue-returns';
import { extendHolds, type HoldDeps } from './extend-holds';

/**
 * Takes care of everything that waits: orders for their payment or refund, returns for theirs, holds for more time.
 *
 * @returns how much there was to look at
 */
export async function lookAfterOrders(deps: HoldDeps): Promise<number> {
  const orders = await checkOverdueOrders(deps.em, deps.now());
  const returns = await checkOverdueReturns(deps.em, deps.now());
  return orders + returns + (await extendHolds(deps));
}
