import { randomUUID } from 'node:crypto';
import { orderCancelledV1, orderConfirmedV1 } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import fc from 'fast-check';
import { cancelled, confirmed, rows, startProductService, type Item, type ProductService } from './harness';
import { addSized } from './sized-products';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

/** Asks for stock, and asks again when told that the service is busy, as Retry-After says. */
const buy = (items: readonly Item[], orderId: string = randomUUID()) =>
  eventually(async () => {
    const answer = await service.hold(orderId, items);
    if (answer.status === 503) throw new Error('busy');
    return { orderId, status: answer.status };
  }, 30_000);

const extend = (orderId: string) =>
  service.send('POST', `/internal/reservations/${orderId}/extensions`, {
    headers: { 'dapr-caller-app-id': 'order' },
    body: { until: new Date(Date.now() + 3_600_000).toISOString() },
  });

const deadlocks = async () => {
  const [row] = await rows<{ deadlocks: string }>(
    service,
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return row?.deadlocks;
};

describe('stock under concurrency', () => {
  it('sells exactly ten of ten pieces of one variant to two hundred buyers at once', async () => {
    const { id, variants } = await addSized(service, [1_000, 2_000]);
    const item = { productId: id, variantId: variants[1]!.id, quantity: 1 };
    const answers = await Promise.all(Array.from({ length: 200 }, () => buy([item])));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(190);
    expect(await service.stockOf(id)).toEqual({ onHand: 20, reserved: 10, available: 10 });
    expect((await buy([{ ...item, variantId: variants[0]!.id }])).status).toBe(200);
    await service.expectLawsToHold();
  }, 60_000);

  it('either extends a hold or ends it, when both come at once', async () => {
    const { id } = await service.addProduct({ stock: 8 });
    service.ordersAre('unknown');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { orderId } = await buy([{ productId: id, quantity: 1 }]);
        await service.expire(orderId);
        const [extension] = await Promise.all([extend(orderId), service.sweep()]);
        return { orderId, status: extension.status, state: await service.stateOf(orderId) };
      }),
    );
    for (const { status, state } of outcomes) {
      expect([status, state]).toEqual(status === 200 ? [200, 'held'] : [409, 'expired']);
    }
    await rows(
      service,
      "update reservations set next_check_at = now() where state = 'held' and expires_at > now()",
    );
    while ((await service.sweep()) > 0);
    expect(await service.stockOf(id)).toEqual({ onHand: 8, reserved: 0, available: 8 });
    await service.expectLawsToHold();
  }, 60_000);

  it('never deadlocks when orders name the same products in opposite orders', async () => {
    const products = await Promise.all(Array.from({ length: 6 }, () => service.addProduct({ stock: 1_000 })));
    const forwards = products.map(({ id }) => ({ productId: id, quantity: 1 }));
    const backwards = forwards.toReversed();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => buy(index % 2 === 0 ? forwards : backwards)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const settled = await Promise.all(
      answers.map(({ orderId }, index) =>
        index % 2 === 0
          ? service.deliver(orderConfirmedV1, confirmed(orderId))
          : service.deliver(orderCancelledV1, cancelled(orderId)),
      ),
    );
    expect(new Set(settled)).toEqual(new Set(['SUCCESS']));
    for (const { id } of products) {
      expect(await service.stockOf(id)).toEqual({ onHand: 970, reserved: 0, available: 970 });
    }
    await service.expectLawsToHold();
    expect(await deadlocks()).toBe('0');
  }, 60_000);

  it('keeps the ledger right whatever happens to whichever orders at the same time', async () => {
    const products = await Promise.all([3, 5, 8].map((stock) => service.addProduct({ stock })));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step(products.length), { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
        async (rounds) => {
          const orders = Array.from({ length: 4 }, () => randomUUID());
          for (const round of rounds) {
            await Promise.all(
              round.map((one) =>
                perform(
                  one,
                  orders,
                  products.map(({ id }) => id),
                ),
              ),
            );
            await service.expectLawsToHold();
          }
          await endEverything(orders);
          const stocks = await Promise.all(products.map(({ id }) => service.stockOf(id)));
          expect(stocks.map(({ onHand, reserved }) => ({ onHand, reserved }))).toEqual(
            [3, 5, 8].map((onHand) => ({ onHand, reserved: 0 })),
          );
        },
      ),
      { numRuns: 25 },
    );
    expect(await deadlocks()).toBe('0');
  }, 120_000);
});

type Step = {
  kind: 'hold' | 'extend' | 'confirm' | 'cancel' | 'expire' | 'lose';
  order: number;
  quantities: number[];
};

const step = (productCount: number): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.constantFrom('hold', 'hold', 'extend', 'confirm', 'cancel', 'expire', 'lose'),
    order: fc.nat({ max: 3 }),
    quantities: fc
      .array(fc.nat({ max: 3 }), { minLength: productCount, maxLength: productCount })
      .filter((quantities) => quantities.some((quantity) => quantity > 0)),
  });

/** Does one step; whether it is refused depends on what else happens, and does not matter here. */
async function perform({ kind, order, quantities }: Step, orders: string[], ids: string[]): Promise<void> {
  const orderId = orders[order]!;
  switch (kind) {
    case 'hold': {
      const items = ids
        .map((productId, index) => ({ productId, quantity: quantities[index]! }))
        .filter(({ quantity }) => quantity > 0);
      expect([200, 409, 422]).toContain((await service.hold(orderId, items)).status);
      return;
    }
    case 'extend':
      expect([200, 404, 409]).toContain((await extend(orderId)).status);
      return;
    case 'confirm':
      expect(await service.deliver(orderConfirmedV1, confirmed(orderId))).toBe('SUCCESS');
      return;
    case 'cancel':
      expect(await service.deliver(orderCancelledV1, cancelled(orderId))).toBe('SUCCESS');
      return;
    case 'expire':
    case 'lose':
      service.ordersAre(kind === 'expire' ? 'unknown' : 'confirmed');
      await rows(
        service,
        "update reservations set next_check_at = now() where id = ? and state in ('held', 'owed')",
        [orderId],
      );
      await service.sweep();
  }
}

/** Cancels all orders, so that everything they hold or took comes back. */
async function endEverything(orders: string[]): Promise<void> {
  for (const orderId of orders) await service.deliver(orderCancelledV1, cancelled(orderId));
}
