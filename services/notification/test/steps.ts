import { randomUUID } from 'node:crypto';
import { orderDeliveredV1 } from '@sidecart/contracts';
import type { NotificationService, Person } from './harness';

/** What tests about the channels do: decide about one kind, tell of a delivered order, and look at what became of it. */
export function createSteps(service: () => NotificationService) {
  return {
    /** Decides over which channels the person is told that an order was delivered. */
    async choose(person: Person, ...channels: [channel: string, enabled: boolean][]) {
      const items = channels.map(([channel, enabled]) => ({ kind: 'order-delivered', channel, enabled }));
      const { token } = person;
      const saved = await service().send('PUT', '/notifications/preferences', { token, body: { items } });
      expect(saved.status).toBe(200);
    },

    async tell(person: Person, orderId: string = randomUUID()) {
      const deliveredAt = new Date().toISOString();
      const order = { orderId, orderNumber: 'SC-1', customerId: person.id, deliveredAt };
      expect(await service().deliver(orderDeliveredV1, order)).toBe('SUCCESS');
      return { fact: `order.delivered:${orderId}`, orderId };
    },

    logOf: (fact: string, channel: string) =>
      service().sql<{ outcome: string; code: string | null }>(
        `select l.outcome, l.code from notification_logs l join notifications n on n.id = l.notification_id
         where n.fact_key = ? and n.channel = ? order by l.id`,
        [fact, channel],
      ),

    channelsOf: async (fact: string) => {
      const rows = await service().sql<{ channel: string }>(
        'select channel from notifications where fact_key = ? order by channel',
        [fact],
      );
      return rows.map(({ channel }) => channel);
    },
  };
}

/** A telephone number that nobody else in the test has. */
export const newNumber = () => `+49${String(Math.random()).slice(2, 13).replace(/^0/, '1')}`;
