import { created, inSomeTrace } from '@sidecart/platform';
import { placeOrder, type PlaceOrder } from '../use-cases/place-order';
import { OrderView, PlaceOrderBody } from './order.schema';
import { presentOrder } from './present-order';
import { requireDistinctItems } from './require-distinct-items';
import { route } from './route';

export const placeOrderRoute = route({
  method: 'post',
  path: '/orders',
  operationId: 'placeOrder',
  summary: 'Place an order, from the cart or from the given items. It is confirmed once it is paid.',
  tag: 'Orders',
  access: 'customer',
  idempotencyKey: 'required',
  body: PlaceOrderBody,
  responses: { 201: OrderView },
  problems: [409, 422],
  handler({ body, principal, idempotency, deps }) {
    if (!idempotency) throw new Error('The route requires an Idempotency-Key');
    requireDistinctItems(body.items ?? []);
    const input: PlaceOrder = {
      customerId: principal.id,
      paymentMethodId: body.paymentMethodId,
      shippingAddress: body.shippingAddress,
      lines: body.items,
      couponCode: body.couponCode,
      shippingMethodId: body.shippingMethodId,
      expectedTotalMinor: body.expectedTotalMinor,
    };
    return inSomeTrace(() =>
      placeOrder(deps, input, idempotency, (order) =>
        created(`/api/orders/${order.id}`, presentOrder(order)),
      ),
    );
  },
});
