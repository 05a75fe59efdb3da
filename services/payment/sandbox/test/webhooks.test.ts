import { createHmac } from 'node:crypto';
import { eventually } from '@sidecart/testing';
import { startReceiver, startTestSandbox, WEBHOOK_SECRET, type TestSandbox } from './harness';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

let sandbox: TestSandbox;
let receiver: Receiver;
let failures = new Map<string, number>();

beforeAll(async () => {
  receiver = await startReceiver(({ payment }) => {
    const left = failures.get(payment.id) ?? 0;
    failures.set(payment.id, left - 1);
    return left > 0 ? 500 : 204;
  });
  sandbox = await startTestSandbox({ SANDBOX_WEBHOOK_URL: receiver.url });
});
afterEach(async () => {
  failures = new Map();
  await sandbox.send('PUT', '/admin/faults', {});
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

const typesOf = (id: string) => receiver.of(id).map(({ type }) => type);
const settled = (id: string, status: string) =>
  eventually(async () => {
    const { body } = await sandbox.send('GET', `/v1/payments/${id}`);
    expect(body.status).toBe(status);
  });

describe('webhooks', () => {
  it('tell each move, signed over the time and the exact bytes', async () => {
    const { body } = await sandbox.pay('tok_processing');
    await eventually(() =>
      expect(typesOf(body.id).sort()).toEqual(['payment.captured', 'payment.processing']),
    );
    for (const { signature, text } of receiver.of(body.id)) {
      const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)!;
      expect(createHmac('sha256', WEBHOOK_SECRET).update(`${time}.${text}`).digest('hex')).toBe(mac);
      expect(Math.abs(Date.now() / 1_000 - Number(time))).toBeLessThan(60);
    }
  });

  it('tell of refunds', async () => {
    const { body } = await sandbox.pay('tok_visa');
    await sandbox.send('POST', `/v1/payments/${body.id}/refunds`, { amountMinor: 1 }, body.id);
    await eventually(() => expect(typesOf(body.id)).toContain('refund.succeeded'));
  });

  it('are sent again until they are taken', async () => {
    await sandbox.send('PUT', '/admin/faults', { webhooks: { delayMs: 300 } });
    const { body } = await sandbox.pay('tok_visa');
    failures.set(body.id, 1);
    await eventually(() => expect(receiver.of(body.id)).toHaveLength(2));
    const [first, second] = receiver.of(body.id);
    expect(second?.text).toBe(first?.text);
    expect((await sandbox.sendAs('GET', `/payments/${body.id}`)).text).toContain('2 attempts');
  });

  it('come three times with tok_webhook_duplicate', async () => {
    const { body } = await sandbox.pay('tok_webhook_duplicate');
    await eventually(() => expect(receiver.of(body.id)).toHaveLength(6));
    expect(new Set(receiver.of(body.id).map(({ id }) => id)).size).toBe(2);
  });

  it('never come with tok_webhook_lost, though the money is taken', async () => {
    const { body } = await sandbox.pay('tok_webhook_lost');
    await settled(body.id, 'captured');
    const { body: later } = await sandbox.pay('tok_processing');
    await eventually(() => expect(typesOf(later.id)).toContain('payment.captured'));
    expect(receiver.of(body.id)).toEqual([]);
  });

  it('are lost, late and doubled on demand', async () => {
    await sandbox.send('PUT', '/admin/faults', { webhooks: { copies: 0 } });
    const { body: lost } = await sandbox.pay('tok_visa');
    await sandbox.send('PUT', '/admin/faults', { webhooks: { copies: 2, isShuffled: true } });
    const { body: doubled } = await sandbox.pay('tok_visa');
    await eventually(() => expect(receiver.of(doubled.id)).toHaveLength(2));
    expect(receiver.of(lost.id)).toEqual([]);
  });

  it('are replayed on demand, as the same events', async () => {
    const { body } = await sandbox.pay('tok_visa');
    await eventually(() => expect(receiver.of(body.id)).toHaveLength(1));
    await sandbox.send('POST', `/admin/payments/${body.id}/webhooks`, {});
    await eventually(() => expect(receiver.of(body.id)).toHaveLength(2));
    expect(new Set(receiver.of(body.id).map(({ id }) => id)).size).toBe(1);
  });
});

describe('troubles on demand', () => {
  it('declines everything', async () => {
    await sandbox.send('PUT', '/admin/faults', { declinesAll: true });
    expect((await sandbox.pay('tok_visa')).body).toMatchObject({ status: 'declined' });
    expect((await sandbox.sendAs('GET', '/')).text).toContain('Switched on');
  });

  it('is down before the deed or after it', async () => {
    await sandbox.send('PUT', '/admin/faults', { outage: 'before' });
    expect((await sandbox.pay('tok_visa', { metadata: { at: 'before' } })).status).toBe(503);
    await sandbox.send('PUT', '/admin/faults', { outage: 'after' });
    expect((await sandbox.pay('tok_visa', { metadata: { at: 'after' } })).status).toBe(503);
    await sandbox.send('PUT', '/admin/faults', {});
    const { body } = await sandbox.send('GET', '/v1/payments?limit=1');
    expect(body.items).toMatchObject([{ metadata: { at: 'after' }, status: 'captured' }]);
  });

  it('are the merchant’s to switch', async () => {
    expect((await sandbox.sendAs('PUT', '/admin/faults', { body: {} })).status).toBe(401);
    expect((await sandbox.send('PUT', '/admin/faults', { outage: 'sometimes' })).status).toBe(400);
  });
});
