import { randomUUID } from 'node:crypto';
import { orderCancelledV1 } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { holdStock } from '../src/use-cases/hold-stock';
import { cancelled, rows, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const WAITING = 'select 1 from pg_stat_activity where datname = current_database() and wait_event_type = ?';

describe('a reservation that changes while somebody waits for it', () => {
  it('is released with what it holds by then, not with what it held before', async () => {
    const [first, second] = await Promise.all([service.addProduct(), service.addProduct()]);
    const orderId = randomUUID();
    await service.hold(orderId, [{ productId: first.id, quantity: 2 }]);
    await rows(service, "update reservations set state = 'expired', next_check_at = null where id = ?", [
      orderId,
    ]);
    await rows(service, 'update inventory set reserved = 0 where variant_id = ?', [first.id]);
    await rows(
      service,
      `insert into stock_movements (variant_id, kind, on_hand_delta, reserved_delta, reservation_id, at)
       values (?, 'release', 0, -2, ?, now())`,
      [first.id, orderId],
    );

    let verdict: Promise<string> | undefined;
    await service.orm.em.fork().transactional(async (tx) => {
      await holdStock(tx, { orderId, items: [{ productId: second.id, quantity: 3 }], holdMinutes: 20 });
      verdict = service.deliver(orderCancelledV1, cancelled(orderId));
      await eventually(async () => expect(await rows(service, WAITING, ['Lock'])).toHaveLength(1));
    });

    expect(await verdict).toBe('SUCCESS');
    for (const { id } of [first, second]) {
      expect(await service.stockOf(id)).toEqual({ onHand: 10, reserved: 0, available: 10 });
    }
    await service.expectLawsToHold();
  });
});
