import { StrictObject } from '@sidecart/contracts';
import {
  decodeCursor,
  hasRole,
  isTimePosition,
  notFound,
  PageQuery,
  pageReply,
  toPage,
} from '@sidecart/platform';
import { Order } from '../domain/order';
import { findTimeline } from './find-timeline';
import { OrderPath } from './get-order';
import { route } from './route';
import { TimelinePage } from './timeline.schema';
import { traceIdOf } from './trace-id-of';

export const getOrderTimelineRoute = route({
  method: 'get',
  path: '/orders/{orderId}/timeline',
  operationId: 'getOrderTimeline',
  summary: 'Read what happened to one of your orders, oldest first; staff also see its events and attempts.',
  tag: 'Orders',
  access: 'customer',
  params: OrderPath,
  query: StrictObject(PageQuery),
  responses: { 200: TimelinePage },
  problems: [404],
  async handler({ params: { orderId }, query, principal, deps }) {
    const forStaff = hasRole(principal.role, 'staff');
    const owner = forStaff ? {} : { customerId: principal.id };
    const order = await deps.em.findOne(Order, { id: orderId, ...owner }, { fields: ['traceparent'] });
    if (!order) throw notFound('order');
    const rows = await findTimeline(deps.em, {
      orderId,
      traceId: traceIdOf(order),
      forStaff,
      after: decodeCursor(query.cursor, isTimePosition),
      limit: query.limit + 1,
    });
    return pageReply(
      toPage(rows, query.limit, (row) => [row.at, row.id]),
      `/orders/${orderId}/timeline`,
      query,
    );
  },
});
