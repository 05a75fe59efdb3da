import { acceptReturnRoute } from './accept-return';
import { acknowledgeCartRoute } from './acknowledge-cart';
import { addCartItemRoute } from './add-cart-item';
import { cancelOrderRoute } from './cancel-order';
import { changeTrackingRoute } from './change-tracking';
import { createCouponRoute } from './create-coupon';
import { createShippingMethodRoute } from './create-shipping-method';
import { deleteCouponRoute } from './delete-coupon';
import { deleteShippingMethodRoute } from './delete-shipping-method';
import { deliverOrderRoute } from './deliver-order';
import { editCouponRoute } from './edit-coupon';
import { editShippingMethodRoute } from './edit-shipping-method';
import { emptyCartRoute } from './empty-cart';
import { getCartRoute } from './get-cart';
import { getCouponRoute } from './get-coupon';
import { getOrderRoute } from './get-order';
import { getOrderHistoryRoute } from './get-order-history';
import { getOrderTimelineRoute } from './get-order-timeline';
import { getReturnRoute } from './get-return';
import { getShippingMethodRoute } from './get-shipping-method';
import { listCouponsRoute } from './list-coupons';
import { listOrderStatusesRoute } from './list-order-statuses';
import { listOrdersRoute } from './list-orders';
import { listReturnsRoute } from './list-returns';
import { listShippingMethodsRoute } from './list-shipping-methods';
import { mergeCartsRoute } from './merge-carts';
import { placeOrderRoute } from './place-order';
import { rejectReturnRoute } from './reject-return';
import { removeCartCouponRoute } from './remove-cart-coupon';
import { removeCartItemRoute } from './remove-cart-item';
import { reorderRoute } from './reorder';
import { requestReturnRoute } from './request-return';
import { setCartCouponRoute } from './set-cart-coupon';
import { setCartItemRoute } from './set-cart-item';
import { settleReturnRoute } from './settle-return';
import { shipOrderRoute } from './ship-order';
import { withdrawReturnRoute } from './withdraw-return';

/** All that can be asked of the order service. */
export const routes = [
  getCartRoute,
  emptyCartRoute,
  addCartItemRoute,
  setCartItemRoute,
  removeCartItemRoute,
  setCartCouponRoute,
  removeCartCouponRoute,
  acknowledgeCartRoute,
  mergeCartsRoute,
  placeOrderRoute,
  listOrdersRoute,
  getOrderRoute,
  getOrderHistoryRoute,
  getOrderTimelineRoute,
  cancelOrderRoute,
  reorderRoute,
  shipOrderRoute,
  changeTrackingRoute,
  deliverOrderRoute,
  requestReturnRoute,
  listReturnsRoute,
  getReturnRoute,
  acceptReturnRoute,
  rejectReturnRoute,
  settleReturnRoute,
  withdrawReturnRoute,
  listShippingMethodsRoute,
  createShippingMethodRoute,
  getShippingMethodRoute,
  editShippingMethodRoute,
  deleteShippingMethodRoute,
  listCouponsRoute,
  createCouponRoute,
  getCouponRoute,
  editCouponRoute,
  deleteCouponRoute,
  listOrderStatusesRoute,
];
