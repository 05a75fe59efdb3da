import { operationKey } from '../src/domain/operation-key';
import { startStepByStep, type StepByStep } from './step-by-step';

let steps: StepByStep;
let service: StepByStep['service'];

beforeAll(async () => {
  steps = await startStepByStep();
  service = steps.service;
});
afterAll(() => service.close());
beforeEach(() => steps.lose(undefined));

describe('an order that is cancelled', () => {
  it('before its payment was begun is never charged', async () => {
    const order = await steps.placeOrder();
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'order-cancelled',
      charges: 0,
    });
    await steps.endLeases();
    expect(await steps.claimPayments(1)).toEqual([]);
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
    expect(steps.timesAsked('authorize', order.orderId)).toBe(0);
  });

  it('while its authorisation is under way is let go as soon as that has succeeded, and is never charged', async () => {
    const order = await steps.placeOrder();
    const claim = await steps.claimPayment();
    await service.deliverCancelled(order);
    expect(await steps.statusOf(order)).toBe('pending');
    await steps.advance(claim);
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'voided',
      failureReason: 'order-cancelled',
      charges: 0,
      heldMinor: 0,
    });
    expect(await steps.operationsOf(order)).toEqual(['authorize', 'void']);
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
    expect(steps.timesAsked('capture', operationKey(order.orderId, 'capture'))).toBe(0);
  });

  it.each(['request', 'answer'] as const)(
    'is let go once when the work on that breaks off (the %s is lost)',
    async (what) => {
      const order = await steps.placeOrder();
      const claim = await steps.claimPayment();
      await service.deliverCancelled(order);
      steps.lose({ operation: 'void', what });
      await steps.advance(claim);
      expect(await steps.statusOf(order)).toBe('authorized');
      await steps.takeOver();
      expect(await service.settled(order.orderId)).toMatchObject({ status: 'voided', heldMinor: 0 });
      expect(await steps.operationsOf(order)).toEqual(['authorize', 'void']);
      expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
    },
  );

  it('between authorisation and capture is let go instead of captured', async () => {
    const order = await steps.placeOrder();
    steps.lose({ operation: 'capture', what: 'request' });
    await steps.advance(await steps.claimPayment());
    await service.deliverCancelled(order);
    expect(await steps.statusOf(order)).toBe('authorized');
    await steps.takeOver();
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'voided',
      charges: 0,
      heldMinor: 0,
    });
  });

  it('after a capture that nobody recorded is given back', async () => {
    const order = await steps.placeOrder();
    steps.lose({ operation: 'capture', what: 'answer' });
    await steps.advance(await steps.claimPayment());
    await service.deliverCancelled(order);
    await steps.takeOver();
    await steps.refund(await steps.claimRefund());
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
    expect(await steps.operationsOf(order)).toEqual(['authorize', 'capture', 'refund']);
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.completed.v1', 'payment.refunded.v1']);
  });

  it('is not captured by a late request either, once it was let go', async () => {
    const order = await steps.placeOrder();
    steps.lose({ operation: 'capture', what: 'request' });
    await steps.advance(await steps.claimPayment());
    steps.lose(undefined);
    await steps.endLeases();
    const late = await steps.claimPayment();
    await service.deliverCancelled(order);
    await steps.takeOver();
    await steps.advance(late);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'voided', charges: 0 });
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
  });

  it('while nobody knows whether it was authorised is not authorised by a late request either', async () => {
    const order = await steps.placeOrder();
    const late = await steps.claimPayment();
    await service.deliverCancelled(order);
    await steps.takeOver();
    const failed = { status: 'failed', failureReason: 'order-cancelled' };
    expect(await service.settled(order.orderId)).toMatchObject(failed);
    await steps.advance(late);
    expect(await service.settled(order.orderId)).toMatchObject({ ...failed, charges: 0, heldMinor: 0 });
    expect(await steps.eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
  });

  it('after an authorisation that nobody recorded is let go', async () => {
    const order = await steps.placeOrder();
    steps.lose({ operation: 'authorize', what: 'answer' });
    await steps.advance(await steps.claimPayment());
    await service.deliverCancelled(order);
    await steps.takeOver();
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'voided', heldMinor: 0 });
  });

  it('with a declined authorisation under way has failed for that reason', async () => {
    const order = await steps.placeOrder('tok_declined');
    steps.lose({ operation: 'authorize', what: 'answer' });
    await steps.advance(await steps.claimPayment());
    await service.deliverCancelled(order);
    await steps.takeOver();
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'card-declined',
    });
  });

  it('while its customer was to confirm the payment is not waited for', async () => {
    const order = await steps.placeOrder('tok_action');
    await steps.advance(await steps.claimPayment());
    await service.deliverCancelled(order);
    steps.lose({ operation: 'abandon', what: 'answer' });
    await steps.advance(await steps.claimPayment());
    expect(await steps.statusOf(order)).toBe('requires-action');
    await steps.takeOver();
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'order-cancelled',
    });
  });
});
