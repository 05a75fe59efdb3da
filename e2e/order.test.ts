import { call, idempotencyKey, mailsTo, waitFor, waitForMail } from '../scripts/src/shop-client';
import { addMethod, anyProduct, placeOrder, register, waitForOrder, type Product } from './journey';
import { signInAsStaff } from './staff';

const stockOf = async (product: Product, token: string) => {
  const { body } = await call<{ onHand: number; reserved: number }>(
    'GET',
    `/api/products/${product.id}/inventory`,
    {
      token,
    },
  );
  return { onHand: body.onHand, reserved: body.reserved };
};

describe('an order over real sidecars', () => {
  it('is confirmed once it is paid, takes its stock, and is told by one mail', async () => {
    const [customer, product, staff] = await Promise.all([register(), anyProduct(), signInAsStaff()]);
    const before = await stockOf(product, staff);
    const placed = await placeOrder(customer, product, await addMethod(customer, 'tok_visa'));
    expect(placed.status).toBe(201);
    expect(placed.body).toMatchObject({
      status: 'pending',
      totalMinor: product.priceMinor + placed.body.breakdown.shippingMinor,
      breakdown: { subtotalMinor: product.priceMinor, discountMinor: 0, taxIncluded: true },
    });
    await waitForOrder(customer, placed.body.id, (order) => order.status === 'confirmed');
    const mail = await waitForMail(customer.email, /confirm/i);
    expect(mail.text).toContain(placed.body.number);
    const after = await waitFor('The committed stock', async () => {
      const stock = await stockOf(product, staff);
      return stock.reserved <= before.reserved && stock.onHand < before.onHand ? stock : undefined;
    });
    expect(after.onHand).toBe(before.onHand - 1);
    const confirmations = (await mailsTo(customer.email)).filter((one) => /confirm/i.test(one.subject));
    expect(confirmations).toHaveLength(1);
  });

  it('costs what the cart said, with a coupon, shipping and tax', async () => {
    const [customer, product] = await Promise.all([register(), anyProduct()]);
    const methods = await call<{ items: { id: string; name: string }[] }>(
      'GET',
      '/api/shipping-methods?country=DE&currency=EUR',
    );
    const express = methods.body.items.find((method) => method.name === 'Express');
    const placed = await placeOrder(
      customer,
      product,
      await addMethod(customer, 'tok_visa'),
      idempotencyKey(),
      { couponCode: 'welcome10', shippingMethodId: express?.id },
    );
    const { breakdown, totalMinor } = placed.body;
    expect(breakdown).toMatchObject({ subtotalMinor: product.priceMinor });
    expect(breakdown.discountMinor).toBe(Math.round(product.priceMinor / 10));
    expect(totalMinor).toBe(breakdown.subtotalMinor - breakdown.discountMinor + breakdown.shippingMinor);
    const { body } = await waitForOrder(
      customer,
      placed.body.id,
      (order) => order.status === 'confirmed',
    ).then((order) =>
      call<{ items: { amountMinor: number }[] }>('GET', `/api/payments?orderId=${order.id}`, customer),
    );
    expect(body.items).toMatchObject([{ amountMinor: totalMinor }]);
  });

  it('is cancelled when the card is declined, and its stock is free again', async () => {
    const [customer, product, staff] = await Promise.all([register(), anyProduct(), signInAsStaff()]);
    const before = await stockOf(product, staff);
    const placed = await placeOrder(customer, product, await addMethod(customer, 'tok_declined'));
    await waitForOrder(customer, placed.body.id, (order) => order.status === 'cancelled');
    await waitForMail(customer.email, /cancel/i);
    const after = await waitFor('The released stock', async () => {
      const stock = await stockOf(product, staff);
      return stock.reserved <= before.reserved ? stock : undefined;
    });
    expect(after).toEqual(before);
  });

  it('is refunded in full when it is cancelled after it was paid', async () => {
    const [customer, product] = await Promise.all([register(), anyProduct()]);
    const placed = await placeOrder(customer, product, await addMethod(customer, 'tok_mastercard'));
    await waitForOrder(customer, placed.body.id, (order) => order.status === 'confirmed');
    const cancelled = await call('POST', `/api/orders/${placed.body.id}/cancel`, { token: customer.token });
    expect(cancelled.status).toBe(200);
    const order = await waitForOrder(
      customer,
      placed.body.id,
      ({ paymentState }) => paymentState === 'refunded',
    );
    expect(order).toMatchObject({ status: 'cancelled', refundedMinor: order.totalMinor });
    await waitForMail(customer.email, /refund/i);
  });

  it('is one order for ten concurrent requests with the same key', async () => {
    const [customer, product] = await Promise.all([register(), anyProduct()]);
    const methodId = await addMethod(customer, 'tok_visa');
    const key = idempotencyKey();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => placeOrder(customer, product, methodId, key)),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const { body } = await call<{ items: unknown[] }>('GET', '/api/orders', { token: customer.token });
    expect(body.items).toHaveLength(1);
  });

  it('goes to its end by staff, and each step is mailed', async () => {
    const [customer, product, staff] = await Promise.all([register(), anyProduct(), signInAsStaff()]);
    const placed = await placeOrder(customer, product, await addMethod(customer, 'tok_visa'));
    await waitForOrder(customer, placed.body.id, (order) => order.status === 'confirmed');
    const shipment = { carrier: 'Post', trackingNumber: 'T-1' };
    const path = `/api/orders/${placed.body.id}`;
    expect((await call('POST', `${path}/ship`, { token: staff, body: shipment })).status).toBe(200);
    expect((await call('POST', `${path}/cancel`, { token: customer.token })).status).toBe(409);
    expect((await call('POST', `${path}/deliver`, { token: staff })).status).toBe(200);
    await waitForMail(customer.email, /way|shipped/i);
    await waitForMail(customer.email, /delivered|arrived/i);
  });
});
