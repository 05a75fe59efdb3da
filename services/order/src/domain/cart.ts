export const MAX_CART_LINES = 50;
export const MAX_LINE_QUANTITY = 99;

/** What a customer means to buy. Prices are not kept: they are those of the moment somebody asks. */
export class CartItem {
  customerId!: string;
  productId!: string;
  quantity!: number;
  addedAt!: Date;
}
