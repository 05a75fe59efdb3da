/** Where a notification leads to: the order it is about, or the shop. */
export const linkOf = (shopUrl: string, { orderId }: Record<string, unknown>): string =>
  typeof orderId === 'string' ? `${shopUrl}/orders/${orderId}` : shopUrl;
