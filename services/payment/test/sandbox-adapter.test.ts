import { randomUUID } from 'node:crypto';
import { sendTo, startTcpProxy } from '@sidecart/testing';
import { API_KEY, startTestSandbox, WEBHOOK_SECRET, type TestSandbox } from '../sandbox/test/harness';
import { sign } from '../sandbox/src/webhooks/signature';
import {
  createSandboxAdapter,
  type SandboxAdapter,
  type SandboxOptions,
} from '../src/providers/sandbox/sandbox-adapter';
import { describeProvider } from './provider-contract';

const connected: SandboxAdapter[] = [];

function connect(url: string, more: Partial<SandboxOptions> = {}): SandboxAdapter {
  const options = { url, apiKey: API_KEY, webhookSecret: WEBHOOK_SECRET, capturesAtOnce: false, ...more };
  const adapter = createSandboxAdapter(options);
  connected.push(adapter);
  return adapter;
}

afterAll(() => Promise.all(connected.map((adapter) => adapter.close())));

describeProvider('the sandbox', async () => {
  const sandbox = await startTestSandbox();
  return {
    inSteps: connect(sandbox.url),
    atOnce: connect(sandbox.url, { capturesAtOnce: true }),
    unreachable: connect('http://127.0.0.1:1'),
    tokens: {
      good: 'tok_visa',
      declined: 'tok_declined',
      insufficientFunds: 'tok_insufficient_funds',
      expired: 'tok_expired_card',
      action: 'tok_action',
      unknown: 'tok_nobody',
    },
    async decide({ action }, isConfirmed) {
      await sandbox.sendAs('POST', new URL(action!.url).pathname, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `decision=${isConfirmed ? 'confirm' : 'refuse'}`,
      });
    },
    message({ reference }, idempotencyKey, at) {
      const payment = { id: reference, idempotencyKey };
      const body = JSON.stringify({
        id: 'evt_1',
        type: 'payment.captured',
        createdAt: at.toISOString(),
        payment,
      });
      return {
        bytes: Buffer.from(body),
        header: (name) => (name === 'sandbox-signature' ? sign(WEBHOOK_SECRET, body, at) : undefined),
      };
    },
    close: () => sandbox.close(),
  };
});

describe('the sandbox adapter', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => (sandbox = await startTestSandbox({ SANDBOX_SLOW_MS: 2_000 })));
  afterAll(() => sandbox.close());

  const request = (token = 'tok_visa') => ({
    idempotencyKey: randomUUID(),
    token,
    amountMinor: 100,
    currency: 'EUR',
  });
  const unavailable = { kind: 'unavailable' };

  it('gives up on a provider that is silent, and finds afterwards what was done', async () => {
    const adapter = connect(sandbox.url, { capturesAtOnce: true, timeoutMs: 200 });
    const slow = request('tok_slow');
    await expect(adapter.authorize(slow)).rejects.toMatchObject(unavailable);
    expect(
      await connect(sandbox.url).findPayment({ idempotencyKey: slow.idempotencyKey, reference: null }),
    ).toMatchObject({ state: 'captured' });
  });

  it('does not know what happened when the connection is lost, and gets it right with the same key', async () => {
    const proxy = await startTcpProxy(sandbox.url);
    const adapter = connect(proxy.url.replace(/\/$/, ''), { capturesAtOnce: true });
    const same = request();
    expect(await adapter.authorize(request())).toMatchObject({ state: 'captured' });
    await proxy.cut();
    await expect(adapter.authorize(same)).rejects.toMatchObject(unavailable);
    await proxy.mend();
    expect(await adapter.authorize(same)).toMatchObject({ state: 'captured' });
    await proxy.close();
  });

  it('takes an outage for one, whether the deed was done or not', async () => {
    const adapter = connect(sandbox.url, { capturesAtOnce: true });
    for (const outage of ['before', 'after']) {
      const faults = (body: object) => sandbox.send('PUT', '/admin/faults', body);
      const same = request();
      await faults({ outage });
      await expect(adapter.authorize(same)).rejects.toMatchObject(unavailable);
      await faults({});
      expect(await adapter.authorize(same)).toMatchObject({ state: 'captured' });
    }
  });

  it('takes a wrong API key for an outage: the payment may still succeed once it is mended', async () => {
    const adapter = connect(sandbox.url, { apiKey: 'another key than that' });
    await expect(adapter.authorize(request())).rejects.toMatchObject(unavailable);
  });

  it('answers a capture that the bank refuses with its reason', async () => {
    const adapter = connect(sandbox.url);
    const asked = request('tok_capture_refused');
    const { reference } = await adapter.authorize(asked);
    expect(await adapter.capture({ ...asked, reference })).toMatchObject({
      state: 'failed',
      failureReason: 'capture-refused',
    });
  });

  it('refuses other terms under a key that was used', async () => {
    const adapter = connect(sandbox.url);
    const asked = request();
    await adapter.authorize(asked);
    await expect(adapter.authorize({ ...asked, amountMinor: 101 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'provider-refused-request',
    });
  });

  it.each(['[]', '{}', 'null', 'no JSON', JSON.stringify({ id: 'evt_1', type: 'payment.captured' })])(
    'refuses the signed message %s as none of the sandbox’s',
    (body) => {
      const now = new Date();
      const header = () => sign(WEBHOOK_SECRET, body, now);
      expect(() => connect(sandbox.url).verifyWebhook({ bytes: Buffer.from(body), header, now })).toThrow(
        expect.objectContaining({ kind: 'malformed', code: 'invalid-webhook' }),
      );
    },
  );

  it('needs one request for an order that nobody has to confirm', async () => {
    const adapter = connect(sandbox.url, { capturesAtOnce: true });
    const count = async () => {
      const { text } = await sendTo(sandbox.url, 'GET', '/metrics');
      const counts = text.matchAll(/^http_server_request_duration_seconds_count\{.*route="\/v1.*\} (\d+)$/gm);
      return [...counts].reduce((sum, [, requests]) => sum + Number(requests), 0);
    };
    const before = await count();
    await adapter.authorize(request());
    expect((await count()) - before).toBe(1);
  });
});
