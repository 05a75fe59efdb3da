const { randomUUID } = require('node:crypto');
const { once } = require('node:events');

const now = new Date();
const money = { amountMinor: 100, currency: 'EUR' };

const throws = (work) => {
  try {
    work();
    return false;
  } catch {
    return true;
  }
};

/** Trials of the promises that the services of the shop make, by the name of the bug that breaks them. */
module.exports.trialsOfShop = (dist, createServer) => ({
  'no guard of the stock': () => {
    const { priceLines } = dist('services/product/dist/use-cases/price-lines.js');
    const productId = randomUUID();
    const variant = {
      productId,
      variantId: productId,
      isSold: true,
      available: 1,
      priceMinor: 100,
      currency: 'EUR',
    };
    return throws(() => priceLines([{ productId, quantity: 2 }], new Map([[productId, variant]])));
  },
  'a hold is never released': () => {
    const { reservationMoves } = dist('services/product/dist/domain/reservation-state.js');
    return reservationMoves.held.cancelled.reserved === -1;
  },
  'the hold of a confirmed order is released': () => {
    const { reservationMoves } = dist('services/product/dist/domain/reservation-state.js');
    return reservationMoves.held.confirmed.to === 'committed';
  },
  'charged without an idempotency key': async () => {
    const { createSandboxAdapter } = dist('services/payment/dist/providers/sandbox/sandbox-adapter.js');
    const keys = [];
    const provider = createServer((request, response) => {
      keys.push(request.headers['idempotency-key']);
      response.writeHead(500).end();
    });
    await once(provider.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${provider.address().port}`;
    const adapter = createSandboxAdapter({ url, apiKey: 'k', webhookSecret: 's', capturesAtOnce: true });
    const request = { idempotencyKey: randomUUID(), token: 'tok_visa', ...money };
    for (let time = 0; time < 2; time += 1) await adapter.authorize(request).catch(() => undefined);
    return keys.length === 2 && keys[0] === keys[1];
  },
  'a cancelled order is not refunded': () => {
    const { MikroORM } = require('@mikro-orm/postgresql');
    const { Payment } = dist('services/payment/dist/domain/payment.js');
    const { ormConfig } = dist('services/payment/dist/db/orm.js');
    MikroORM.initSync({ ...ormConfig('postgres://nobody@127.0.0.1:1/none'), connect: false });
    const order = { orderId: randomUUID(), customerId: randomUUID(), total: money };
    const payment = Payment.open(order, { id: randomUUID() }, now);
    payment.complete(now);
    return payment.cancel(now) !== undefined;
  },
  'any move of an order is legal': () => {
    const { requireTransition } = dist('services/order/dist/domain/order-status.js');
    return throws(() => requireTransition('shipped', 'cancelled'));
  },
});
