import { addCartItemRoute } from './add-cart-item';
import { cancelOrderRoute } from './cancel-order';
import { deliverOrderRoute } from './deliver-order';
import { emptyCartRoute } from './empty-cart';
import { getCartRoute } from './get-cart';
import { getOrderRoute } from './get-order';
import { getOrderHistoryRoute } from './get-order-history';
import { listOrderStatusesRoute } from './list-order-statuses';
import { listOrdersRoute } from './list-orders';
import { placeOrderRoute } from './place-order';
import { removeCartItemRoute } from './remove-cart-item';
import { setCartItemRoute } from './set-cart-item';
import { shipOrderRoute } from './ship-order';

/** All that can be asked of the order service. */
export const routes = [
  getCartRoute,
  emptyCartRoute,
  addCartItemRoute,
  setCartItemRoute,
  removeCartItemRoute,
  placeOrderRoute,
  listOrdersRoute,
  getOrderRoute,
  getOrderHistoryRoute,
  cancelOrderRoute,
  shipOrderRoute,
  deliverOrderRoute,
  listOrderStatusesRoute,
];
