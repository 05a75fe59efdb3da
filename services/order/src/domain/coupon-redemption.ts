/** That an order holds a coupon: at most once, and not any more once it was given back. */
export class CouponRedemption {
  orderId!: string;
  couponId!: string;
  customerId!: string;
  redeemedAt!: Date;
  givenBackAt!: Date | null;
}
