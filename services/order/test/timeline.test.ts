import '../../../packages/platform/src/tracing';
import { randomUUID } from 'node:crypto';
import { paymentCompletedV1, paymentRefundedV1 } from '@sidecart/contracts';
import { eventually, tokenFor } from '@sidecart/testing';
import { FIRST_CHECK_AFTER_MS } from '../src/domain/order';
import { newCustomer, orderBody, startOrderService, type OrderService } from './harness';
import { livesOf, payments, staff, type Placed } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeEach(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterEach(() => service.close());

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

type Entry = Record<string, unknown>;

const timeline = async (orderId: string, token = staff): Promise<Entry[]> =>
  (await service.send('GET', `/orders/${orderId}/timeline?limit=100`, { token })).body.items;

/** The timeline once everything has left the outbox. */
const settledTimeline = (orderId: string) =>
  eventually(async () => {
    const entries = await timeline(orderId);
    expect(entries.filter((entry) => entry['kind'] === 'published' && entry['publishedAt'] === null)).toEqual(
      [],
    );
    return entries;
  });

const told = (entries: Entry[]) =>
  entries.map(({ kind, topic, from, to, detail }) =>
    [kind, topic, from === null && to === null ? detail : `${String(from)} → ${String(to)}`]
      .filter(Boolean)
      .join(' '),
  );

async function returned(): Promise<Placed & { returnId: string }> {
  const order = await life.delivered([1]);
  const { body } = await life.askReturn(order, [1]);
  await life.accept(body.id);
  await service.deliver(paymentRefundedV1, payments(order).refunded(1_250, 1_250, body.id));
  return { ...order, returnId: body.id };
}

describe('GET /orders/{orderId}/timeline', () => {
  it('tells staff the whole life of an order in order of time', async () => {
    const order = await returned();
    const entries = await settledTimeline(order.orderId);
    const times = entries.map((entry) => String(entry['at']));
    expect(times).toEqual([...times].sort());
    expect(told(entries).sort()).toEqual(
      [
        'status null → pending',
        'published order.created.v1',
        'received payment.completed.v1',
        'status pending → confirmed',
        'published order.confirmed.v1',
        'status confirmed → shipped',
        'published order.shipped.v1',
        'status shipped → delivered',
        'published order.delivered.v1',
        'return null → requested',
        'return requested → accepted',
        'status delivered → returned',
        'published order.returned.v1',
        'received payment.refunded.v1',
        'refund null → refunded',
        'return accepted → refunded',
      ].sort(),
    );
  });

  it('tells customers what is theirs to know, and strangers nothing', async () => {
    const order = await returned();
    const entries = await timeline(order.orderId, order.customer.token);
    expect(new Set(entries.map((entry) => entry['kind']))).toEqual(new Set(['status', 'return', 'refund']));
    for (const entry of entries)
      for (const hidden of ['eventId', 'topic', 'actorId', 'attempt'])
        expect(entry).not.toHaveProperty(hidden);
    const path = `/orders/${order.orderId}/timeline`;
    expect((await service.send('GET', path, { token: newCustomer().token })).status).toBe(404);
    expect((await service.send('GET', path)).status).toBe(401);
    expect((await service.send('GET', path, { token: tokenFor('admin') })).status).toBe(200);
  });

  it('goes on page by page without gap or repetition', async () => {
    const order = await returned();
    const all = await settledTimeline(order.orderId);
    const seen: Entry[] = [];
    let path: string | undefined = `/orders/${order.orderId}/timeline?limit=4`;
    while (path !== undefined) {
      const page = await service.send('GET', path, { token: staff });
      seen.push(...page.body.items);
      path = /<\/api(.+)>; rel="next"/.exec(String(page.headers['link']))?.[1];
    }
    expect(seen).toEqual(all);
  });

  it('keeps the id, the delay and the trace of an event, and each of its deliveries under another id', async () => {
    const order = await life.placed();
    const ids = [randomUUID(), randomUUID()];
    const time = new Date(Date.now() - 5_000).toISOString();
    for (const id of [...ids, ids[0]!])
      await service.deliver(paymentCompletedV1, payments(order).completed(), id, {
        time,
        traceparent: TRACEPARENT,
      });
    const received = (await timeline(order.orderId)).filter((entry) => entry['kind'] === 'received');
    expect(received.map((entry) => entry['eventId'])).toEqual(ids);
    for (const entry of received) {
      expect(entry).toMatchObject({ topic: 'payment.completed.v1', traceId: TRACE });
      expect(entry['lateMs']).toBeGreaterThanOrEqual(5_000);
      expect(entry['lateMs']).toBeLessThan(60_000);
    }
  });

  it('shows what has not left the outbox yet, and counts how often the saga asked', async () => {
    service.sidecar.down = true;
    const order = await life.placed();
    service.advance(FIRST_CHECK_AFTER_MS + 1_000);
    await service.checkOverdue();
    const published = (entries: Entry[]) =>
      entries
        .filter((entry) => entry['kind'] === 'published')
        .map((entry) => [entry['topic'], entry['attempt'], entry['publishedAt'] === null]);
    expect(published(await timeline(order.orderId))).toEqual([
      ['order.created.v1', 1, true],
      ['order.created.v1', 2, true],
    ]);
    service.sidecar.down = false;
    const entries = await settledTimeline(order.orderId);
    expect(published(entries)).toEqual([
      ['order.created.v1', 1, false],
      ['order.created.v1', 2, false],
    ]);
    expect(entries.find((entry) => entry['kind'] === 'check')).toMatchObject({
      detail: 'payment-asked-again',
      attempt: 1,
    });
  });

  it('outlives the outbox and the inbox', async () => {
    const order = await returned();
    const before = await settledTimeline(order.orderId);
    await service.orm.em.fork().execute('truncate outbox, inbox');
    expect(await timeline(order.orderId)).toEqual(before);
  });
});

describe('the trace of an order', () => {
  const place = async (headers: Record<string, string>) => {
    const customer = newCustomer();
    const { body } = await service.send('POST', '/orders', {
      token: customer.token,
      body: orderBody(),
      headers: { 'idempotency-key': randomUUID(), ...headers },
    });
    return { customer, orderId: body.id as string, variantIds: [], totalMinor: body.totalMinor as number };
  };

  it('is that of the request that placed it, also for what the saga does later', async () => {
    const order = await place({ traceparent: TRACEPARENT });
    // While the relay notes what it published the order is locked, and the worker would leave it for its next run.
    await settledTimeline(order.orderId);
    service.advance(FIRST_CHECK_AFTER_MS + 1_000);
    await service.checkOverdue();
    const entries = await settledTimeline(order.orderId);
    expect(entries.length).toBeGreaterThanOrEqual(4);
    expect(new Set(entries.map((entry) => entry['traceId']))).toEqual(new Set([TRACE]));
    const created = service.sidecar.published.filter((event) => event.subject === order.orderId);
    for (const event of created) expect(event.traceparent).toContain(TRACE);
  });

  it('is a new one where the request had none, and everything without a trace of its own is in it', async () => {
    const order = await place({});
    await life.cancel(order);
    const entries = await settledTimeline(order.orderId);
    const traces = new Set(entries.map((entry) => entry['traceId']));
    expect(traces.size).toBe(1);
    expect([...traces][0]).toMatch(/^[\da-f]{32}$/);
    const history = await service.send('GET', `/orders/${order.orderId}/history`, { token: staff });
    expect(history.body.items[0].traceId).toBe([...traces][0]);
  });

  it('is another for what was done in another', async () => {
    const order = await place({});
    await service.send('POST', `/orders/${order.orderId}/cancel`, {
      token: order.customer.token,
      headers: { traceparent: TRACEPARENT },
    });
    const { body } = await service.send('GET', `/orders/${order.orderId}/history`, { token: staff });
    expect(body.items[1].traceId).toBe(TRACE);
    expect(body.items[0].traceId).not.toBe(TRACE);
  });
});
