/** That somebody has bought a product. There is no word of money here: it says who may review. */
export class Purchase {
  customerId!: string;
  productId!: string;
  orderId!: string;
  purchasedAt!: Date;
}
