import { hasRole, type Principal } from '@sidecart/platform';
import type { Actor } from '../domain/order-history';

/** Who acts: staff may touch any order, a customer their own. */
export const actorOf = (principal: Principal): Exclude<Actor, { kind: 'system' }> => ({
  kind: hasRole(principal.role, 'staff') ? 'staff' : 'customer',
  id: principal.id,
});
