import type { PlantedBug } from './planted-bug';

const RESERVATION_STATE = 'services/product/dist/domain/reservation-state.js';

/** Bugs in what a shop does: stock, money, orders. */
export const shopBugs: readonly PlantedBug[] = [
  {
    name: 'no guard of the stock',
    patches: [
      {
        file: 'services/product/dist/use-cases/price-lines.js',
        find: 'return available >= quantity ? undefined',
        replace: 'return true ? undefined',
      },
    ],
    services: ['product'],
    statements: [
      { service: 'product', sql: 'alter table inventory drop constraint inventory_never_oversold' },
    ],
    traffic: 'rush',
    caughtBy: 'nothing is oversold',
  },
  {
    name: 'a hold is never released',
    patches: [
      {
        file: RESERVATION_STATE,
        find: "cancelled: { to: 'released', onHand: 0, reserved: -1, movement: 'release' },",
        replace: "cancelled: { to: 'released', onHand: 0, reserved: 0 },",
      },
    ],
    services: ['product'],
    traffic: 'usual',
    caughtBy: 'what is reserved is what open orders hold',
  },
  {
    name: 'the hold of a confirmed order is released',
    patches: [
      {
        file: RESERVATION_STATE,
        find: "confirmed: { to: 'committed', onHand: -1, reserved: -1, movement: 'commit' },",
        replace: "confirmed: { to: 'released', onHand: 0, reserved: -1, movement: 'release' },",
      },
    ],
    services: ['product'],
    traffic: 'usual',
    caughtBy: 'exactly what is sold is taken out of stock',
  },
  {
    name: 'charged without an idempotency key',
    patches: [
      {
        file: 'services/payment/dist/providers/sandbox/sandbox-adapter.js',
        find: "path: '/v1/payments', idempotencyKey, body, signal });",
        replace:
          "path: '/v1/payments', idempotencyKey: require('node:crypto').randomUUID(), body, signal });",
      },
    ],
    services: ['payment'],
    fault: 'payment provider whose answers get lost',
    traffic: 'usual',
    caughtBy: 'the provider charged nothing that we do not know of',
  },
  {
    name: 'a cancelled order is not refunded',
    patches: [
      {
        file: 'services/payment/dist/domain/payment.js',
        find: 'return this.refundableMinor > 0 || (isFree && isFirst) ? this.giveBackRest(now) : undefined;',
        replace: 'return undefined;',
      },
    ],
    services: ['payment'],
    traffic: 'usual',
    caughtBy: 'charged less refunded is what the order is worth',
  },
  {
    name: 'any move of an order is legal',
    patches: [
      {
        file: 'services/order/dist/domain/order-status.js',
        find: 'if (exports.orderTransitions[from].includes(to))',
        replace: 'if (true)',
      },
    ],
    services: ['order'],
    traffic: 'illegal-moves',
    caughtBy: 'orders made legal moves only',
  },
];
