import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { createStripeAdapter, type StripeOptions } from '../src/providers/stripe/stripe-adapter';
import { startFakeStripe, type FakeStripe } from './fake-stripe';
import { describeProvider } from './provider-contract';

const WEBHOOK_SECRET = 'whsec_of_the_tests';

const connect = (apiUrl: string, more: Partial<StripeOptions> = {}) =>
  createStripeAdapter({
    apiUrl,
    secretKey: 'sk_test_123',
    webhookSecret: WEBHOOK_SECRET,
    capturesAtOnce: false,
    ...more,
  });

function signed(event: object, at: Date) {
  const payload = JSON.stringify(event);
  const timestamp = Math.floor(at.getTime() / 1_000);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET, timestamp });
  return {
    bytes: Buffer.from(payload),
    header: (name: string) => (name === 'stripe-signature' ? signature : undefined),
  };
}

const eventOf = (object: object, type: string) => ({
  id: 'evt_1',
  object: 'event',
  type,
  created: 1_772_000_000,
  data: { object },
});

describeProvider('Stripe', async () => {
  const stripe = await startFakeStripe();
  return {
    inSteps: connect(stripe.url),
    atOnce: connect(stripe.url, { capturesAtOnce: true }),
    unreachable: connect('http://127.0.0.1:1'),
    tokens: {
      good: 'pm_good',
      declined: 'pm_declined',
      insufficientFunds: 'pm_insufficient',
      expired: 'pm_expired',
      action: 'pm_action',
      unknown: 'pm_unknown',
    },
    decide({ reference }, isConfirmed) {
      stripe.act(reference, isConfirmed);
      return Promise.resolve();
    },
    message({ reference }, key, at) {
      const intent = { id: reference, object: 'payment_intent', metadata: { sidecart_key: key } };
      return signed(eventOf(intent, 'payment_intent.succeeded'), at);
    },
    close: () => stripe.close(),
  };
});

describe('the Stripe adapter', () => {
  let stripe: FakeStripe;
  let token: string;

  beforeAll(async () => {
    stripe = await startFakeStripe();
    token = (await connect(stripe.url).attachMethod('pm_good', 'ada')).token;
  });
  afterAll(() => stripe.close());

  const request = (more: object = {}) => ({
    idempotencyKey: randomUUID(),
    token,
    amountMinor: 100,
    currency: 'EUR',
    returnUrl: 'https://shop.example/paid',
    ...more,
  });
  const unavailable = { kind: 'unavailable' };
  const intentUnder = (key: string) =>
    [...stripe.intents.values()].filter(({ metadata }) => metadata['sidecart_key'] === key);

  it('keeps a card for the customer who attached it, and for nobody who learns its id', async () => {
    const adapter = connect(stripe.url);
    expect(await adapter.attachMethod('pm_good', 'ada')).toMatchObject({ token });
    await expect(adapter.attachMethod('pm_good', 'eve')).rejects.toMatchObject({ code: 'unknown-token' });
  });

  it('takes the tokens of Stripe’s older script too', async () => {
    const card = await connect(stripe.url).attachMethod('tok_visa', 'ada');
    expect(card).toMatchObject({ token: expect.stringMatching(/^cus_\w+\/pm_of_tok_visa$/), last4: '4242' });
  });

  it.each([429, 500, 503, 401, 403])(
    'is unavailable on %d, and repeats nothing by itself',
    async (status) => {
      const before = stripe.requests.length;
      stripe.failNext({ status });
      await expect(connect(stripe.url).authorize(request())).rejects.toMatchObject(unavailable);
      expect(stripe.requests.length - before).toBe(1);
    },
  );

  it('gives up on silence in time', async () => {
    stripe.failNext({ status: 'silence' });
    await expect(connect(stripe.url, { timeoutMs: 150 }).authorize(request())).rejects.toMatchObject(
      unavailable,
    );
  });

  it.each([1, 2])('charges once when the answer to request %d was lost', async (lost) => {
    const adapter = connect(stripe.url, { capturesAtOnce: true, timeoutMs: 1_000 });
    const same = request();
    stripe.failNext({ status: 500, after: true }, lost - 1);
    await expect(adapter.authorize(same)).rejects.toMatchObject(unavailable);
    expect(await adapter.authorize(same)).toMatchObject({ state: 'captured' });
    expect(intentUnder(same.idempotencyKey)).toHaveLength(1);
  });

  it('looks for the payment under a key that Stripe may have forgotten, and charges no second time', async () => {
    const adapter = connect(stripe.url, { capturesAtOnce: true });
    const same = request({ openedAt: new Date(Date.now() - 48 * 3_600_000) });
    const first = await adapter.authorize(same);
    stripe.forgetKeys();
    expect(await adapter.authorize(same)).toEqual(first);
    expect(await adapter.abandon(same)).toEqual(first);
    expect(intentUnder(same.idempotencyKey)).toHaveLength(1);
  });

  it('refunds no second time under a key that Stripe has forgotten', async () => {
    const adapter = connect(stripe.url, { capturesAtOnce: true });
    const { reference } = await adapter.authorize(request());
    const refund = { idempotencyKey: randomUUID(), reference, amountMinor: 10, currency: 'EUR' };
    const first = await adapter.refund(refund);
    stripe.forgetKeys();
    expect(await adapter.refund(refund)).toEqual(first);
    expect(stripe.intents.get(reference)?.refunded).toBe(10);
  });

  it('declines a card that wants an action when there is no page to return to', async () => {
    const adapter = connect(stripe.url);
    const card = await adapter.attachMethod('pm_action', 'ada');
    const { returnUrl: _none, ...without } = request({ token: card.token });
    expect(await adapter.authorize(without)).toMatchObject({
      state: 'failed',
      failureReason: 'authentication-failed',
    });
  });

  it('tells a payment that is processing from one that has ended', async () => {
    const adapter = connect(stripe.url);
    const card = await adapter.attachMethod('pm_processing', 'ada');
    const payment = await adapter.authorize(request({ token: card.token }));
    expect(payment).toMatchObject({ state: 'processing' });
  });

  it('refuses other terms under a key that was used', async () => {
    const adapter = connect(stripe.url);
    const asked = request();
    await adapter.authorize(asked);
    await expect(adapter.authorize({ ...asked, amountMinor: 101 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'provider-refused-request',
    });
  });

  it.each([
    ['EUR', 100, 100],
    ['JPY', 100, 100],
    ['ISK', 100, 10_000],
  ])('counts %s as Stripe does', async (currency, amountMinor, amount) => {
    const asked = request({ currency, amountMinor });
    await connect(stripe.url).authorize(asked);
    expect(intentUnder(asked.idempotencyKey)).toMatchObject([{ amount, currency: currency.toLowerCase() }]);
  });

  it('reads what Stripe tells of refunds, and of what it has no use for', () => {
    const now = new Date();
    const adapter = connect(stripe.url);
    const refund = { id: 're_1', object: 'refund', payment_intent: 'pi_1' };
    const read = (event: object) => adapter.verifyWebhook({ ...signed(event, now), now });
    expect(read(eventOf(refund, 'refund.updated'))).toEqual([
      {
        id: 'evt_1',
        kind: 'refund',
        reference: 'pi_1',
        idempotencyKey: null,
        at: new Date(1_772_000_000_000),
      },
    ]);
    expect(read(eventOf({ id: 'cus_1', object: 'customer' }, 'customer.created'))).toMatchObject([
      { kind: 'unknown', reference: null },
    ]);
    for (const none of [[], {}, { id: 'evt_1' }]) {
      expect(() => read(none)).toThrow(
        expect.objectContaining({ kind: 'malformed', code: 'invalid-webhook' }),
      );
    }
  });

  it('believes no message while no webhook secret is set', () => {
    const now = new Date();
    const { webhookSecret: _none, ...without } = {
      webhookSecret: '',
      secretKey: 'sk_test_123',
      capturesAtOnce: true,
    };
    const message = { ...signed(eventOf({}, 'x'), now), now };
    expect(() => createStripeAdapter(without).verifyWebhook(message)).toThrow(
      expect.objectContaining({ code: 'invalid-webhook-signature' }),
    );
  });
});
