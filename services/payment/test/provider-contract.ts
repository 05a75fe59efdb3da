import { randomUUID } from 'node:crypto';
import type { ProviderPayment } from '../src/domain/provider-outcome';
import type { AuthorizeRequest, PaymentProvider, WebhookMessage } from '../src/use-cases/ports';
import { describeMessages } from './provider-messages';

/** A provider, two adapters of it, and how to play its part of the world. */
export interface ProviderUnderTest {
  /** Takes money only when it is told to. */
  readonly inSteps: PaymentProvider;
  /** Takes money with the authorization. */
  readonly atOnce: PaymentProvider;
  /** An adapter whose provider cannot be reached. */
  readonly unreachable: PaymentProvider;
  /** Tokens of cards with which that happens. */
  readonly tokens: Readonly<
    Record<'good' | 'declined' | 'insufficientFunds' | 'expired' | 'action' | 'unknown', string>
  >;
  /** Lets the customer do what the bank asks for on its page, or refuse. */
  decide(payment: ProviderPayment, isConfirmed: boolean): Promise<void>;
  /** A message about a payment, signed at that time. */
  message(payment: ProviderPayment, key: string, at: Date): Pick<WebhookMessage, 'bytes' | 'header'>;
  close(): Promise<void>;
}

/** Declares what the port promises, for one provider. Whoever adds an adapter runs it through this. */
export function describeProvider(name: string, start: () => Promise<ProviderUnderTest>): void {
  describe(`${name} behind the port`, () => {
    let subject: ProviderUnderTest;
    const tokens = new Map<string, string>();

    beforeAll(async () => {
      subject = await start();
      for (const kind of ['good', 'declined', 'insufficientFunds', 'expired', 'action'] as const)
        tokens.set(kind, (await subject.inSteps.attachMethod(subject.tokens[kind], 'customer')).token);
    });
    afterAll(() => subject.close());

    const request = (kind = 'good', more: Partial<AuthorizeRequest> = {}): AuthorizeRequest => ({
      idempotencyKey: randomUUID(),
      token: tokens.get(kind)!,
      amountMinor: 4_999,
      currency: 'EUR',
      returnUrl: 'https://shop.example/paid',
      ...more,
    });
    const asked = ({ reference }: ProviderPayment) => ({
      idempotencyKey: randomUUID(),
      reference,
      amountMinor: 4_999,
      currency: 'EUR',
    });
    const find = ({ reference }: ProviderPayment) =>
      subject.inSteps.findPayment({ idempotencyKey: 'not-asked-for', reference });
    const pay = () => subject.atOnce.authorize(request());

    it('describes a card by its token, and refuses a token it does not know', async () => {
      const card = await subject.inSteps.attachMethod(subject.tokens.good, 'customer');
      expect(card).toMatchObject({ brand: expect.any(String), last4: expect.stringMatching(/^\d{4}$/) });
      expect(card.token).toBe(tokens.get('good'));
      await expect(subject.inSteps.attachMethod(subject.tokens.unknown, 'customer')).rejects.toMatchObject({
        kind: 'refused',
        code: 'unknown-token',
      });
    });

    it('sets money aside and takes it when told to, once', async () => {
      const payment = await subject.inSteps.authorize(request());
      expect(payment).toMatchObject({ state: 'authorized', failureReason: null, action: null });
      const capture = asked(payment);
      const first = await subject.inSteps.capture(capture);
      expect(first).toMatchObject({ state: 'captured', reference: payment.reference });
      expect(await subject.inSteps.capture(capture)).toEqual(first);
      expect(await subject.inSteps.capture(asked(payment))).toEqual(first);
      expect(await subject.inSteps.void(asked(payment))).toEqual(first);
      expect(await find(payment)).toEqual(first);
    });

    it('takes money with the authorization when set up so', async () => {
      expect(await pay()).toMatchObject({ state: 'captured' });
    });

    it('lets go what was set aside, and takes it no more', async () => {
      const payment = await subject.inSteps.authorize(request());
      const voided = await subject.inSteps.void(asked(payment));
      expect(voided).toMatchObject({ state: 'voided', reference: payment.reference });
      expect(await subject.inSteps.void(asked(payment))).toEqual(voided);
      expect(await subject.inSteps.capture(asked(payment))).toEqual(voided);
      expect(await find(payment)).toEqual(voided);
    });

    it('is one payment under one key, also when asked side by side', async () => {
      const same = request();
      const payments = await Promise.all([1, 2, 3].map(() => subject.inSteps.authorize(same)));
      expect(new Set(payments.map(({ reference }) => reference)).size).toBe(1);
    });

    it.each([
      ['declined', 'card-declined'],
      ['insufficientFunds', 'insufficient-funds'],
      ['expired', 'expired-card'],
    ])('answers a card that is %s with %s, also when asked again', async (kind, failureReason) => {
      const same = request(kind);
      const payment = await subject.inSteps.authorize(same);
      expect(payment).toMatchObject({ state: 'failed', failureReason });
      expect(await subject.inSteps.authorize(same)).toEqual(payment);
      expect(await find(payment)).toEqual(payment);
    });

    it.each([
      ['confirms', true, { state: 'authorized', failureReason: null, action: null }],
      ['refuses', false, { state: 'failed', failureReason: 'authentication-failed' }],
    ])('waits for the customer, who %s', async (_what, isConfirmed, outcome) => {
      const payment = await subject.inSteps.authorize(request('action'));
      expect(payment).toMatchObject({
        state: 'action-required',
        action: { url: expect.stringMatching(/^https?:/) },
      });
      await subject.decide(payment, isConfirmed);
      expect(await find(payment)).toMatchObject({ ...outcome, reference: payment.reference });
    });

    it('keeps a key that is abandoned from being used later', async () => {
      const late = request();
      expect(await subject.inSteps.abandon(late)).toMatchObject({ state: 'abandoned' });
      expect(await subject.inSteps.authorize(late)).toMatchObject({ state: 'abandoned' });
      expect(await subject.inSteps.abandon(late)).toMatchObject({ state: 'abandoned' });
    });

    it('waits no more for a customer whose payment is abandoned', async () => {
      const same = request('action');
      const payment = await subject.inSteps.authorize(same);
      const abandoned = await subject.inSteps.abandon(same);
      expect(abandoned).toMatchObject({ state: 'abandoned', reference: payment.reference });
      expect(await find(payment)).toEqual(abandoned);
    });

    it('leaves as it is what was authorized, captured or declined before it was abandoned', async () => {
      for (const [provider, kind] of [
        [subject.inSteps, 'good'],
        [subject.atOnce, 'good'],
        [subject.inSteps, 'declined'],
      ] as const) {
        const same = request(kind);
        const payment = await provider.authorize(same);
        expect(await provider.abandon(same)).toEqual(payment);
      }
    });

    it('agrees with itself when an authorization and its abandonment come at once', async () => {
      for (let round = 0; round < 5; round++) {
        const same = request();
        const [, abandoned] = await Promise.all([
          subject.atOnce.authorize(same),
          subject.atOnce.abandon(same),
        ]);
        expect(['captured', 'abandoned']).toContain(abandoned.state);
        expect(await find(abandoned)).toEqual(abandoned);
      }
    });

    it('gives back parts, never more than was taken, and each once', async () => {
      const payment = await pay();
      const part = { ...asked(payment), amountMinor: 2_000 };
      const refund = await subject.inSteps.refund(part);
      expect(refund).toMatchObject({ outcome: 'succeeded', failureReason: null });
      expect(await subject.inSteps.refund(part)).toEqual(refund);
      expect(await subject.inSteps.refund({ ...asked(payment), amountMinor: 2_999 })).toMatchObject({
        outcome: 'succeeded',
      });
      expect(await subject.inSteps.refund({ ...asked(payment), amountMinor: 1 })).toMatchObject({
        outcome: 'failed',
      });
    });

    it('finds a refund by its id and by its key', async () => {
      const payment = await pay();
      const part = { ...asked(payment), amountMinor: 100 };
      const { idempotencyKey } = part;
      const paymentReference = payment.reference;
      expect(
        await subject.inSteps.findRefund({ idempotencyKey, reference: null, paymentReference }),
      ).toBeUndefined();
      const refund = await subject.inSteps.refund(part);
      for (const reference of [null, refund.reference])
        expect(await subject.inSteps.findRefund({ idempotencyKey, reference, paymentReference })).toEqual(
          refund,
        );
    });

    it('gives back nothing of what was not taken, or does not exist', async () => {
      const payment = await subject.inSteps.authorize(request());
      expect(await subject.inSteps.refund(asked(payment))).toMatchObject({ outcome: 'failed' });
      const nobody = { ...payment, reference: payment.reference.replace(/.{6}$/, '000000') };
      expect(await subject.inSteps.refund(asked(nobody))).toMatchObject({
        outcome: 'failed',
        failureReason: 'unknown-payment',
      });
      expect(await subject.inSteps.capture(asked(nobody))).toMatchObject({
        state: 'failed',
        failureReason: 'unknown-payment',
      });
      expect(await find(nobody)).toBeUndefined();
    });

    it('finds a payment by its key, and none that was never asked for', async () => {
      const same = request();
      const lookup = { idempotencyKey: same.idempotencyKey, reference: null };
      expect(await subject.inSteps.findPayment(lookup)).toBeUndefined();
      const payment = await subject.inSteps.authorize(same);
      expect(await subject.inSteps.findPayment(lookup)).toEqual(payment);
    });

    it('is unavailable when it cannot be reached', async () => {
      const unavailable = { kind: 'unavailable' };
      await expect(subject.unreachable.authorize(request())).rejects.toMatchObject(unavailable);
      await expect(subject.unreachable.attachMethod('tok_visa', 'customer')).rejects.toMatchObject(
        unavailable,
      );
      await expect(
        subject.unreachable.findPayment({ idempotencyKey: 'key', reference: null }),
      ).rejects.toMatchObject(unavailable);
    });

    describe('its messages', () => describeMessages(() => subject));
  });
}
