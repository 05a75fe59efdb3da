import { randomUUID } from 'node:crypto';
import { paymentCompletedV1, paymentFailedV1 } from '@sidecart/contracts';
import { countStatements, type TestResponse } from '@sidecart/testing';
import { Coupon } from '../src/domain/coupon';
import { PAYMENT_DEADLINE_MS } from '../src/domain/order';
import { makeCoupon, offerShipping, staff } from './checkout-harness';
import { newCustomer, orderBody, startOrderService, type Customer, type OrderService } from './harness';

let service: OrderService;
beforeEach(async () => void (service = await startOrderService()));
afterEach(() => service.close());

const place = (overrides: object = {}, customer: Customer = newCustomer()) =>
  service.place(customer, { body: orderBody(overrides) });

const to = (country: string, region?: string) => ({
  shippingAddress: { name: 'C', line1: 'Road 1', city: 'Town', postalCode: '1', country, region },
});

const redeemed = async (coupon: TestResponse) =>
  (await service.orm.em.fork().findOneOrFail(Coupon, { id: coupon.body.id })).redeemed;

const cancel = (order: TestResponse, customer: Customer) =>
  service.send('POST', `/orders/${order.body.id}/cancel`, { token: customer.token });

describe('the total of an order', () => {
  it('is its lines less the coupon plus shipping, with the European tax in it, and lines know their shares', async () => {
    const method = await offerShipping(service);
    const coupon = await makeCoupon(service);
    const { body } = await place({ couponCode: coupon.body.code.toLowerCase() });
    expect(body).toMatchObject({
      totalMinor: 2_740,
      couponCode: coupon.body.code,
      shippingMethod: { id: method.body.id, name: 'Standard' },
      breakdown: {
        subtotalMinor: 2_500,
        discountMinor: 250,
        shippingMinor: 490,
        taxMinor: 437,
        taxIncluded: true,
      },
      items: [{ totalMinor: 2_500, discountMinor: 250, taxMinor: 359, taxRatePpm: 190_000 }],
    });
    expect(await service.publishedEvent('order.created.v1', body.id)).toMatchObject({
      total: { amountMinor: 2_740, currency: 'EUR' },
    });
  });

  it('adds the tax of an American state, and asks for the state', async () => {
    const { body } = await place(to('US', 'CA'));
    expect(body).toMatchObject({ totalMinor: 2_681, breakdown: { taxMinor: 181, taxIncluded: false } });
    const refused = await place(to('US'));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'region-required',
      errors: [{ in: 'body', pointer: '#/shippingAddress/region' }],
    });
  });

  it('has the cheapest shipping there is for it, or the one that was chosen', async () => {
    await offerShipping(service, { name: 'Dear', baseMinor: 900 });
    await offerShipping(service, { name: 'By weight', baseMinor: 100, perKgMinor: 300 });
    const chosen = await offerShipping(service, { name: 'Chosen', baseMinor: 2_000 });
    expect((await place()).body.shippingMethod.name).toBe('By weight');
    service.catalogue.weightGrams = 1_600;
    expect((await place()).body).toMatchObject({
      shippingMethod: { name: 'Dear' },
      breakdown: { shippingMinor: 900 },
    });
    const { body } = await place({ shippingMethodId: chosen.body.id });
    expect(body.breakdown.shippingMinor).toBe(2_000);
  });

  it('cannot be had where nothing ships to, nor by a method that does not go there', async () => {
    const german = await offerShipping(service, { countries: ['DE'] });
    const abroad = await place(to('FR'));
    expect(abroad.status).toBe(422);
    expect(abroad.body).toMatchObject({
      code: 'shipping-unavailable',
      errors: [{ pointer: '#/shippingAddress/country' }],
    });
    for (const shippingMethodId of [german.body.id, randomUUID()]) {
      const answer = await place({ ...to('FR'), shippingMethodId });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        code: 'shipping-method-unavailable',
        errors: [{ pointer: '#/shippingMethodId' }],
      });
    }
  });

  it('is what the client expects, or nothing is held', async () => {
    const answer = await place({ expectedTotalMinor: 2_400 });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'price-changed',
      errors: [{ pointer: '#/expectedTotalMinor', detail: 'is not the total, which is 2500' }],
    });
    expect(service.catalogue.held.size).toBe(0);
    expect((await place({ expectedTotalMinor: 2_500 })).status).toBe(201);
  });

  it('is refused when it is more than any order may cost', async () => {
    const productId = randomUUID();
    service.catalogue.prices.set(productId, 900_000_000_000);
    const answer = await place({ items: [{ productId, quantity: 2 }] });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'order-too-large', errors: [{ pointer: '#/items' }] });
  });

  it('is told with its parts when the order is confirmed', async () => {
    const productId = randomUUID();
    const variantId = randomUUID();
    const { body } = await place({ items: [{ productId, variantId, quantity: 1 }] });
    await service.deliver(paymentCompletedV1, {
      paymentId: randomUUID(),
      orderId: body.id,
      customerId: body.customerId,
      amount: { amountMinor: 1_250, currency: 'EUR' },
      completedAt: new Date().toISOString(),
    });
    expect(await service.publishedEvent('order.confirmed.v1', body.id)).toMatchObject({
      breakdown: {
        subtotalMinor: 1_250,
        discountMinor: 0,
        shippingMinor: 0,
        taxMinor: 200,
        taxIncluded: true,
      },
      lines: [{ productId, variantId, options: { size: 'M' }, quantity: 1, unitPriceMinor: 1_250 }],
    });
  });

  it('takes at most six statements to write', async () => {
    await offerShipping(service);
    await place();
    expect(await countStatements(service, () => place())).toBeLessThanOrEqual(6);
  });
});

describe('a coupon on an order', () => {
  const HOUR_MS = 3_600_000;
  const at = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();

  it.each([
    ['coupon-unknown', 'is not active', { active: false }],
    ['coupon-unknown', 'has not begun', { startsAt: at(HOUR_MS) }],
    ['coupon-expired', 'is over', { endsAt: at(-HOUR_MS) }],
    ['coupon-minimum-not-met', 'asks for more', { minimumSubtotalMinor: 2_501, currency: 'EUR' }],
    ['coupon-not-applicable', 'is for other products', { productIds: [randomUUID()] }],
    ['coupon-not-applicable', 'is of another currency', { amountMinor: 1, currency: 'USD' }],
  ])('is refused as %s when it %s, and nothing is held', async (code, _case, terms) => {
    const coupon = await makeCoupon(service, terms);
    const answer = await place({ couponCode: coupon.body.code });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, errors: [{ in: 'body', pointer: '#/couponCode' }] });
    expect(service.catalogue.held.size).toBe(0);
    expect(await redeemed(coupon)).toBe(0);
  });

  it('that does not exist is unknown', async () => {
    expect((await place({ couponCode: 'NO-SUCH' })).body).toMatchObject({ code: 'coupon-unknown' });
  });

  it('takes off only what it is for', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    const coupon = await makeCoupon(service, { amountMinor: 2_000, currency: 'EUR', productIds: [mine] });
    const items = [mine, other].map((productId) => ({ productId, quantity: 1 }));
    const { body } = await place({ items, couponCode: coupon.body.code });
    expect(body.items).toMatchObject([{ discountMinor: 1_250 }, { discountMinor: 0 }]);
    expect(body.totalMinor).toBe(1_250);
  });

  it('is redeemed by exactly as many of fifty concurrent orders as it may be', async () => {
    const coupon = await makeCoupon(service, { maxRedemptions: 10 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => place({ couponCode: coupon.body.code })),
    );
    const placed = answers.filter((answer) => answer.status === 201);
    const refused = answers.filter((answer) => answer.status === 422);
    expect([placed.length, refused.length]).toEqual([10, 40]);
    for (const answer of refused) expect(answer.body).toMatchObject({ code: 'coupon-exhausted' });
    expect(await redeemed(coupon)).toBe(10);
  });

  it('is redeemed by exactly as many concurrent orders of one customer as they may', async () => {
    const coupon = await makeCoupon(service, { maxPerCustomer: 2 });
    const customer = newCustomer();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => place({ couponCode: coupon.body.code }, customer)),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(2);
    const late = await place({ couponCode: coupon.body.code }, customer);
    expect(late.body).toMatchObject({ code: 'coupon-already-used' });
    expect((await place({ couponCode: coupon.body.code })).status).toBe(201);
  });

  it('is redeemed once by fifty requests with one key, and the replay does not mind that it is used up', async () => {
    const coupon = await makeCoupon(service, { maxRedemptions: 1 });
    const customer = newCustomer();
    const request = { body: orderBody({ couponCode: coupon.body.code }), key: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => service.place(customer, request)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect((await service.place(customer, request)).text).toBe(answers[0]!.text);
    expect(await redeemed(coupon)).toBe(1);
  });

  it('is given back once when its order is cancelled, however often and by whomever', async () => {
    const coupon = await makeCoupon(service, { maxRedemptions: 2, maxPerCustomer: 1 });
    const customer = newCustomer();
    const order = await place({ couponCode: coupon.body.code }, customer);
    await place({ couponCode: coupon.body.code });
    await Promise.all(Array.from({ length: 5 }, () => cancel(order, customer)));
    expect(await redeemed(coupon)).toBe(1);
    expect((await place({ couponCode: coupon.body.code }, customer)).status).toBe(201);
    service.advance(PAYMENT_DEADLINE_MS + 1_000);
    expect(await service.checkOverdue()).toBe(3);
    expect(await redeemed(coupon)).toBe(0);
  });

  it('is given back when the payment fails', async () => {
    const coupon = await makeCoupon(service);
    const { body } = await place({ couponCode: coupon.body.code });
    await service.deliver(paymentFailedV1, {
      paymentId: randomUUID(),
      orderId: body.id,
      customerId: body.customerId,
      reason: 'card-declined',
      failedAt: new Date().toISOString(),
    });
    expect(await redeemed(coupon)).toBe(0);
  });

  it('cannot be deleted once an order holds it', async () => {
    const coupon = await makeCoupon(service);
    await place({ couponCode: coupon.body.code });
    const answer = await service.send('DELETE', `/coupons/${coupon.body.id}`, { token: staff });
    expect(answer.status).toBe(409);
  });
});
