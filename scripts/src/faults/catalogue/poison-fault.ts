import { randomUUID } from 'node:crypto';
import type { Fault } from './fault';

const TOPIC = 'order.confirmed.v1';
const POISONED = 3;

/** Events that no consumer can understand, in between the others: they are set aside, and hold up nobody. */
export const poisonFault: Fault = {
  name: 'poisoned events',
  async inject(shop) {
    for (let count = 0; count < POISONED; count += 1) {
      const id = randomUUID();
      await shop.publish('order', TOPIC, {
        specversion: '1.0',
        id,
        type: TOPIC,
        source: 'order',
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data: { orderId: 'of no order' },
      });
      shop.deadLetters.expect(TOPIC, id);
    }
  },
  lastsMs: 2_000,
  heal: () => undefined,
};
