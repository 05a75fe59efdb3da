import { startStepByStep, type Operation, type StepByStep } from './step-by-step';

let steps: StepByStep;
let service: StepByStep['service'];

beforeAll(async () => {
  steps = await startStepByStep();
  service = steps.service;
});
afterAll(() => service.close());
beforeEach(() => steps.lose(undefined));

describe('a payment', () => {
  it.each<[string, Operation, 'request' | 'answer']>([
    ['before the provider heard of it', 'authorize', 'request'],
    ['after it was authorised and nobody knew', 'authorize', 'answer'],
    ['after it was authorised, before the capture was heard of', 'capture', 'request'],
    ['after it was captured and nobody knew', 'capture', 'answer'],
  ])('is charged once when the work on it breaks off %s', async (_name, operation, what) => {
    const order = await steps.placeOrder();
    steps.lose({ operation, what });
    await steps.advance(await steps.claimPayment());
    expect(await steps.statusOf(order)).toBe(operation === 'authorize' ? 'pending' : 'authorized');
    await steps.takeOver();
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'completed',
      charges: 1,
      chargedMinor: 4_999,
    });
    expect(await steps.operationsOf(order)).toEqual(['authorize', 'capture']);
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.completed.v1']);
  });

  it('is recorded once when two replicas hold it, one of them after its lease', async () => {
    const order = await steps.placeOrder();
    const first = await steps.claimPayment();
    await steps.endLeases();
    const second = await steps.claimPayment();
    await Promise.all([first, second].map(steps.advance));
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', charges: 1 });
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.completed.v1']);
    expect(await steps.operationsOf(order)).toEqual(['authorize', 'capture']);
  });

  it('is left alone by other replicas while its lease lasts', async () => {
    const { orderId } = await steps.placeOrder();
    const [mine, others] = await Promise.all([steps.claimPayments(10), steps.claimPayments(10)]);
    expect([...mine, ...others].map((claim) => claim.orderId)).toEqual([orderId]);
    await steps.advance([...mine, ...others][0]!);
  });

  it('waits ever longer for a provider that is down, and is made when it is back', async () => {
    steps.lose({ operation: 'all', what: 'request' });
    const { orderId } = await steps.placeOrder();
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await steps.endLeases();
      await steps.advance(await steps.claimPayment());
      const [row] = await steps.sql<{ seconds: string }>(
        'select extract(epoch from next_attempt_at - now()) as seconds from payments where order_id = ?',
        [orderId],
      );
      delays.push(Number(row?.seconds));
    }
    expect(delays[0]).toBeLessThan(1);
    expect(delays.at(-1)).toBeGreaterThan(50);
    expect(Math.max(...delays)).toBeLessThanOrEqual(60);
    await steps.takeOver();
    expect(await service.settled(orderId)).toMatchObject({ status: 'completed', charges: 1 });
  });

  it('keeps its lease when a replica that lost it gives up late', async () => {
    const { orderId } = await steps.placeOrder();
    const late = await steps.claimPayment();
    await steps.endLeases();
    const current = await steps.claimPayment();
    steps.lose({ operation: 'all', what: 'request' });
    await steps.advance(late);
    expect(await steps.claimPayments(1)).toEqual([]);
    steps.lose(undefined);
    await steps.advance(current);
    expect(await service.settled(orderId)).toMatchObject({ status: 'completed', charges: 1 });
  });

  it('has failed when its capture is refused for good', async () => {
    const order = await steps.placeOrder('tok_capture_refused');
    await steps.advance(await steps.claimPayment());
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'capture-refused',
      charges: 0,
    });
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
  });

  it('of a provider that captures at once is completed by its first answer', async () => {
    const order = await steps.placeOrder('tok_at_once');
    await steps.advance(await steps.claimPayment());
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', charges: 1 });
    expect(await steps.operationsOf(order)).toEqual(['capture']);
  });
});

describe('a refund', () => {
  const payAndCancel = async (token?: string) => {
    const order = await steps.placeOrder(token);
    await steps.advance(await steps.claimPayment());
    await service.deliverCancelled(order);
    return order;
  };

  it.each(['request', 'answer'] as const)(
    'is made once when the work on it breaks off (the %s is lost)',
    async (what) => {
      const { orderId } = await payAndCancel();
      steps.lose({ operation: 'refund', what });
      await steps.refund(await steps.claimRefund());
      expect((await service.readPayment(orderId)).refunds).toMatchObject([{ status: 'pending' }]);
      steps.lose(undefined);
      await steps.endLeases();
      await steps.refund(await steps.claimRefund());
      expect(await service.settled(orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
    },
  );

  it('is recorded once when two replicas hold it', async () => {
    const { orderId } = await payAndCancel();
    const first = await steps.claimRefund();
    await steps.endLeases();
    const second = await steps.claimRefund();
    await Promise.all([first, second].map(steps.refund));
    expect(await service.settled(orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
    expect(
      (await steps.eventsAbout(orderId)).filter((topic) => topic === 'payment.refunded.v1'),
    ).toHaveLength(1);
  });

  it('that the provider is at work on is asked about until there is an outcome', async () => {
    const { orderId } = await payAndCancel('tok_refund_processing');
    const claim = await steps.claimRefund();
    await steps.refund(claim);
    expect(await steps.claimRefunds(1)).toEqual([]);
    await steps.endLeases();
    await steps.refund(await steps.claimRefund());
    expect((await service.readPayment(orderId)).refunds).toMatchObject([{ status: 'pending' }]);
    service.provider.resolveRefund(claim.refundId, 'succeeded');
    await steps.endLeases();
    await steps.refund(await steps.claimRefund());
    expect(await service.settled(orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
    expect(steps.timesAsked('refund', claim.refundId)).toBe(1);
  });
});
