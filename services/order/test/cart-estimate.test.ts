import { randomUUID } from 'node:crypto';
import { makeCoupon, offerShipping, staff } from './checkout-harness';
import { newCustomer, orderBody, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeEach(async () => void (service = await startOrderService()));
afterEach(() => service.close());

const add = (token: string, quantity = 2, productId = randomUUID()) =>
  service.send('POST', '/cart/items', { token, body: { productId, quantity } });

const read = (token: string, query = '') => service.send('GET', `/cart${query}`, { token });

const putCoupon = (token: string, code: string) =>
  service.send('PUT', '/cart/coupon', { token, body: { code } });

describe('the estimate of a cart', () => {
  it('is what the order then costs', async () => {
    const customer = newCustomer();
    await offerShipping(service);
    const coupon = await makeCoupon(service);
    await add(customer.token);
    await putCoupon(customer.token, coupon.body.code);
    const { body } = await read(customer.token, '?country=DE');
    expect(body).toMatchObject({
      coupon: { code: coupon.body.code, discountMinor: 250, refusal: null },
      estimate: {
        currency: 'EUR',
        shippingMethod: { name: 'Standard' },
        breakdown: { subtotalMinor: 2_500, discountMinor: 250, shippingMinor: 490, taxMinor: 437 },
        totalMinor: 2_740,
      },
    });
    const expectedTotalMinor = body.estimate.totalMinor;
    const order = await service.place(customer, {
      body: orderBody({ items: undefined, expectedTotalMinor }),
    });
    expect(order.status).toBe(201);
    expect(order.body).toMatchObject({ totalMinor: expectedTotalMinor, couponCode: coupon.body.code });
    expect((await read(customer.token)).body).toMatchObject({ items: [], coupon: null });
  });

  it('knows the tax of an American state, and asks for it', async () => {
    const { token } = newCustomer();
    await add(token);
    expect((await read(token, '?country=US&region=CA')).body.estimate).toMatchObject({
      breakdown: { taxMinor: 181, taxIncluded: false },
      totalMinor: 2_681,
    });
    const refused = await read(token, '?country=US');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'region-required',
      errors: [{ in: 'query', pointer: 'region' }],
    });
  });

  it('names the shipping method that does not serve the destination', async () => {
    const { token } = newCustomer();
    await add(token);
    const { body } = await read(token, `?country=DE&shippingMethodId=${randomUUID()}`);
    expect(body).toMatchObject({
      status: 422,
      code: 'shipping-method-unavailable',
      errors: [{ in: 'query', pointer: 'shippingMethodId' }],
    });
  });

  it('is absent where nothing can be bought', async () => {
    const { token } = newCustomer();
    await add(token, 11);
    expect((await read(token, '?country=DE')).body.estimate).toBeNull();
  });
});

describe('the coupon of a cart', () => {
  it.each([
    ['coupon-expired', { endsAt: '2026-01-01T00:00:00Z' }],
    ['coupon-minimum-not-met', { minimumSubtotalMinor: 2_501, currency: 'EUR' }],
    ['coupon-not-applicable', { productIds: [randomUUID()] }],
    ['coupon-unknown', { active: false }],
  ])('is refused as %s', async (code, terms) => {
    const { token } = newCustomer();
    await add(token);
    const coupon = await makeCoupon(service, terms);
    const answer = await putCoupon(token, coupon.body.code);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, errors: [{ in: 'body', pointer: '#/code' }] });
    expect((await read(token)).body.coupon).toBeNull();
  });

  it('needs something in the cart, and can be taken off', async () => {
    const { token } = newCustomer();
    const coupon = await makeCoupon(service);
    expect((await putCoupon(token, coupon.body.code)).body).toMatchObject({
      status: 422,
      code: 'cart-empty',
    });
    await add(token);
    expect((await putCoupon(token, coupon.body.code)).status).toBe(200);
    expect((await service.send('DELETE', '/cart/coupon', { token })).status).toBe(204);
    expect((await read(token)).body.coupon).toBeNull();
    expect((await service.send('DELETE', '/cart/coupon', { token })).status).toBe(204);
  });

  it('that holds no longer is shown with the reason, and does not silently cost more at checkout', async () => {
    const customer = newCustomer();
    await add(customer.token);
    const coupon = await makeCoupon(service);
    await putCoupon(customer.token, coupon.body.code);
    await service.send('PATCH', `/coupons/${coupon.body.id}`, {
      token: staff,
      body: { endsAt: '2026-01-01T00:00:00Z' },
      headers: { 'if-match': '"1"' },
    });
    expect((await read(customer.token)).body.coupon).toEqual({
      code: coupon.body.code,
      discountMinor: 0,
      refusal: 'coupon-expired',
    });
    const order = await service.place(customer, { body: orderBody({ items: undefined }) });
    expect(order.body).toMatchObject({ status: 422, code: 'coupon-expired' });
  });
});

describe('ordering a cart', () => {
  it('orders it once, however many requests with different keys come at once', async () => {
    const customer = newCustomer();
    await add(customer.token, 1);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => service.place(customer, { body: orderBody({ items: undefined }) })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect([`${status} ${body.code}`]).toContainEqual(
        expect.stringMatching(/^(409 cart-changed|422 cart-empty)$/),
      );
    }
  });
});
