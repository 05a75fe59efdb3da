import { randomUUID } from 'node:crypto';
import { PROVIDER_PAYMENT_STATES } from '../src/domain/provider-outcome';
import { createStripeAdapter } from '../src/providers/stripe/stripe-adapter';
import type { PaymentProvider } from '../src/use-cases/ports';
import { findStripeMock, startStripeMock } from './stripe-mock';

const file = findStripeMock();
const place = file ? 'stripe-mock' : 'stripe-mock, which is not here (npm run obtain-stripe-mock builds it)';

/** Every request is checked against Stripe's OpenAPI description. Nothing is remembered, so outcomes are any. */
(file ? describe : describe.skip)(`the Stripe adapter with ${place}`, () => {
  let mock: { url: string; stop(): Promise<void> };
  let adapters: readonly PaymentProvider[];

  beforeAll(async () => {
    mock = await startStripeMock(file!);
    adapters = [true, false].map((capturesAtOnce) =>
      createStripeAdapter({ apiUrl: mock.url, secretKey: 'sk_test_123', capturesAtOnce }),
    );
  });
  afterAll(() => mock.stop());

  const card = 'cus_123/pm_123';
  const request = { idempotencyKey: randomUUID(), token: card, amountMinor: 4_999, currency: 'EUR' };
  const returnUrl = 'https://shop.example/paid';
  const reference = 'pi_123';
  const payment = {
    state: expect.stringMatching(`^(${PROVIDER_PAYMENT_STATES.join('|')})$`),
    reference: expect.stringMatching(/^pi_/),
  };
  const refund = {
    outcome: expect.stringMatching(/^(succeeded|failed|processing)$/),
    reference: expect.stringMatching(/^re_/),
  };

  const operations: [string, (adapter: PaymentProvider) => Promise<unknown>, unknown][] = [
    ['authorize, with a page to return to', (a) => a.authorize({ ...request, returnUrl }), payment],
    ['authorize, without one', (a) => a.authorize(request), payment],
    ['authorize, long after', (a) => a.authorize({ ...request, openedAt: new Date(0) }), payment],
    ['capture', (a) => a.capture({ ...request, reference }), payment],
    ['void', (a) => a.void({ ...request, reference }), payment],
    ['abandon', (a) => a.abandon({ ...request, returnUrl }), payment],
    ['refund', (a) => a.refund({ ...request, reference }), refund],
    ['find a payment by its id', (a) => a.findPayment({ ...request, reference }), payment],
    ['find a payment by its key', (a) => a.findPayment({ ...request, reference: null }), payment],
    [
      'find a refund by its id',
      (a) => a.findRefund({ ...request, reference: 're_123', paymentReference: reference }),
      refund,
    ],
    [
      'find a refund by its key',
      async (a) =>
        (await a.findRefund({ ...request, reference: null, paymentReference: reference })) ?? 'none',
      'none',
    ],
    [
      'attach a token',
      (a) => a.attachMethod('tok_visa', randomUUID()),
      { token: expect.stringMatching(/^cus_\w+\/pm_\w+$/), last4: expect.stringMatching(/^\d{4}$/) },
    ],
  ];

  it.each(operations)('asks in a form that Stripe takes: %s', async (_name, ask, answer) => {
    for (const adapter of adapters) {
      const given = await ask(adapter);
      if (typeof answer === 'string') expect(given).toBe(answer);
      else expect(given).toMatchObject(answer as object);
    }
  });

  it('uses a key of the account, which stripe-mock demands too', async () => {
    const adapter = createStripeAdapter({ apiUrl: mock.url, secretKey: 'nonsense', capturesAtOnce: true });
    await expect(adapter.authorize(request)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
