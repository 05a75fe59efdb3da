import { StrictObject, StringEnum } from '@sidecart/contracts';
import {
  decodeCursor,
  DomainError,
  hasRole,
  isIdPosition,
  isTimePosition,
  PageQuery,
  pageReply,
  toPage,
} from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { ORDER_STATUSES } from '../domain/order-status';
import { PAYMENT_STATES } from '../domain/payment-state';
import { findOrders } from './find-orders';
import { OrderPage } from './order.schema';
import { ORDER_SORTS, type OrderSort } from './orders-query';
import { route } from './route';

const Id = (description: string) => Type.Optional(Type.String({ format: 'uuid', description }));
const Total = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description }));
const Moment = (description: string) =>
  Type.Optional(Type.String({ format: 'date-time', description, examples: ['2026-01-31T00:00:00Z'] }));

/** What only staff may ask; asking it means the orders of everybody. */
const staffFilters = {
  customerId: Id('That customer’s orders (staff).'),
  paymentState: Type.Optional(
    StringEnum(PAYMENT_STATES, { description: 'Only orders whose payment stands there (staff).' }),
  ),
  number: Type.Optional(
    Type.String({
      pattern: '^[Ss][Cc](-[0-9A-Za-z]{4}){3}$',
      description: 'The order of that number (staff).',
      examples: ['SC-7K3M-9QXA-02BD'],
    }),
  ),
  createdFrom: Moment('Only orders of that moment or later (staff).'),
  createdTo: Moment('Only orders of before that moment (staff).'),
  minTotal: Total('Only orders of at least that total, in minor units (staff).'),
  maxTotal: Total('Only orders of at most that total, in minor units (staff).'),
  productId: Id('Only orders with a line of that product (staff).'),
  variantId: Id('Only orders with a line of that variant (staff).'),
  needsAttention: Type.Optional(
    Type.Boolean({
      description: 'Only orders that somebody has to look at, such as a failed refund (staff).',
    }),
  ),
};

const Query = StrictObject({
  ...PageQuery,
  status: Type.Optional(StringEnum(ORDER_STATUSES, { description: 'Only orders that stand there.' })),
  all: Type.Boolean({ default: false, description: 'Everybody’s orders (staff).' }),
  sort: Type.Unsafe<OrderSort>({
    type: 'string',
    enum: Object.keys(ORDER_SORTS),
    default: 'newest',
    description: 'By time, or by total (staff).',
  }),
  ...staffFilters,
});

export const listOrdersRoute = route({
  method: 'get',
  path: '/orders',
  operationId: 'listOrders',
  summary: 'List your orders, newest first. Staff search those of everybody.',
  tag: 'Orders',
  access: 'customer',
  query: Query,
  responses: { 200: OrderPage },
  problems: [403],
  async handler({ query, principal, deps }) {
    const { limit, cursor, all, ...filter } = query;
    const forStaff = hasRole(principal.role, 'staff');
    const isForeign = all || asksForeign(query, principal.id);
    if (isForeign && !forStaff) {
      throw new DomainError('forbidden', 'forbidden', 'Only staff may search the orders of others.');
    }
    const byTotal = query.sort === 'highest' || query.sort === 'lowest';
    const rows = await findOrders(
      deps.em,
      {
        ...filter,
        number: filter.number?.toUpperCase(),
        customerId: isForeign ? filter.customerId : principal.id,
        after: byTotal ? decodeCursor(cursor, isTotalPosition) : decodeCursor(cursor, isTimePosition),
        limit: limit + 1,
      },
      forStaff,
    );
    const page = toPage(rows, limit, (row) => [byTotal ? row.totalMinor : row.createdAt, row.id]);
    return pageReply(page, '/orders', query);
  },
});

function asksForeign(query: Static<typeof Query>, ownId: string): boolean {
  if (query.sort !== 'newest') return true;
  const asked = Object.keys(staffFilters).filter(
    (name) => query[name as keyof typeof staffFilters] !== undefined,
  );
  return asked.some((name) => name !== 'customerId' || query.customerId?.toLowerCase() !== ownId);
}

const isTotalPosition = (key: readonly unknown[]): key is readonly [totalMinor: number, id: string] =>
  Number.isSafeInteger(key[0]) && isIdPosition(key.slice(1));
