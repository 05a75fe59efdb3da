import { created, inSomeTrace } from '@sidecart/platform';
import { placeOrder } from '../use-cases/place-order';
import { OrderView, PlaceOrderBody } from './order.schema';
import { presentOrder } from './present-order';
import { requireDistinctProducts } from './require-distinct-products';
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
  problems: [409],
  handler({ body, principal, idempotency, deps }) {
    if (!idempotency) throw new Error('The route requires an Idempotency-Key');
    requireDistinctProducts(body.items ?? []);
    const input = {
      customerId: principal.id,
      paymentMethodId: body.paymentMethodId,
      shippingAddress: body.shippingAddress,
      lines: body.items,
    };
    return inSomeTrace(() =>
      placeOrder(deps, input, idempotency, (order) =>
        created(`/api/orders/${order.id}`, presentOrder(order)),
      ),
    );
  },
});
