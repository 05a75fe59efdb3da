import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData, orderConfirmedV1 } from '@sidecart/contracts';

type Sale = Pick<EventData<typeof orderConfirmedV1>, 'orderId' | 'customerId' | 'lines' | 'confirmedAt'>;

/**
 * Remembers who bought what, so that they may review it. What is known already stays as it is.
 *
 * @param em an open transaction
 */
export async function notePurchases(em: EntityManager, sale: Sale): Promise<void> {
  const { orderId, customerId, lines, confirmedAt } = sale;
  const productIds = [...new Set(lines.map(({ productId }) => productId))];
  await em.execute(
    `insert into purchases (customer_id, product_id, order_id, purchased_at)
     select ?::uuid, product_id::uuid, ?::uuid, ?::timestamptz from json_array_elements_text(?::json) product_id
     on conflict do nothing`,
    [customerId, orderId, confirmedAt, JSON.stringify(productIds)],
  );
}

/**
 * Forgets the purchases of an order that was cancelled after all. Reviews that were written until then stay.
 *
 * @param em an open transaction
 */
export async function forgetPurchases(em: EntityManager, orderId: string): Promise<void> {
  await em.execute('delete from purchases where order_id = ?', [orderId]);
}
