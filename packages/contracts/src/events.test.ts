import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import * as contracts from '.';
import { defineEvent, eventCatalogue, type EventContract, type EventData } from '.';
import { Type } from '@sinclair/typebox';

const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false }));

const id = '0190d4a0-0000-7000-8000-000000000000';
const at = '2026-01-02T03:04:05.000Z';
const money = { amountMinor: 4_200, currency: 'EUR' };
const order = { orderId: id, orderNumber: 'SC-1', customerId: id };
const payment = { paymentId: id, orderId: id, customerId: id };

const example = <C extends EventContract>(contract: C, data: EventData<C>): [EventContract, object] => [
  contract,
  data,
];

const examples = [
  example(contracts.authPasswordResetRequestedV1, { resetId: id, userId: id, requestedAt: at }),
  example(contracts.userRegisteredV1, { userId: id, registeredAt: at }),
  example(contracts.orderCreatedV1, {
    orderId: id,
    customerId: id,
    paymentMethodId: id,
    total: money,
    createdAt: at,
  }),
  example(contracts.orderConfirmedV1, {
    ...order,
    total: money,
    breakdown: {
      subtotalMinor: 4_200,
      discountMinor: 500,
      shippingMinor: 500,
      taxMinor: 670,
      taxIncluded: true,
    },
    lines: [
      {
        productId: id,
        variantId: id,
        options: { colour: 'blue' },
        name: 'Lamp',
        quantity: 2,
        unitPriceMinor: 2_100,
      },
    ],
    confirmedAt: at,
  }),
  example(contracts.orderCancelledV1, {
    ...order,
    total: money,
    reason: 'customer-request',
    cancelledAt: at,
  }),
  example(contracts.orderShippedV1, { ...order, shippedAt: at }),
  example(contracts.orderDeliveredV1, { ...order, deliveredAt: at }),
  example(contracts.orderReturnedV1, {
    ...order,
    returnId: id,
    lines: [{ productId: id, variantId: id, quantity: 1 }],
    restock: true,
    refund: money,
    returnedAt: at,
  }),
  example(contracts.paymentActionRequiredV1, { ...payment, expiresAt: at, requiredAt: at }),
  example(contracts.paymentCompletedV1, { ...payment, amount: money, completedAt: at }),
  example(contracts.paymentFailedV1, { ...payment, reason: 'card-declined', failedAt: at }),
  example(contracts.paymentRefundedV1, {
    ...payment,
    refundId: id,
    amount: money,
    refundedTotal: money,
    refundedAt: at,
  }),
  example(contracts.paymentRefundFailedV1, {
    ...payment,
    refundId: id,
    amount: money,
    reason: 'refund-too-large',
    failedAt: at,
  }),
  example(contracts.productStockLowV1, {
    productId: id,
    variantId: id,
    sku: 'LAMP-1',
    name: 'Lamp',
    available: 2,
    threshold: 5,
    at,
  }),
  example(contracts.productChangedV1, { productId: id, change: 'updated', changedAt: at }),
];

describe('the catalogue', () => {
  it('holds every event there is a file for, each under the name of its file', () => {
    const files = readdirSync(join(__dirname, 'events')).filter((file) => /\.v\d+\.ts$/.test(file));
    const types = eventCatalogue.map(({ type }) => `${type.replace('.', '-')}.ts`);
    expect(types.sort()).toEqual(files.sort());
  });

  it('has an example of every event here', () => {
    expect(examples.map(([{ type }]) => type).sort()).toEqual(eventCatalogue.map(({ type }) => type).sort());
  });

  it('names each event once, with who publishes it and what it means', () => {
    expect(new Set(eventCatalogue.map(({ type }) => type)).size).toBe(eventCatalogue.length);
    for (const { publisher, description } of eventCatalogue) {
      expect(['auth', 'user', 'product', 'order', 'payment']).toContain(publisher);
      expect(description).toMatch(/^[A-Z][^]*\.$/);
    }
  });
});

describe.each(examples.map(([contract, data]) => [contract.type, contract, data] as const))(
  '%s',
  (_type, contract, data) => {
    const fits = ajv.compile(contract.schema);

    it('fits its example, with or without members that are added later', () => {
      expect(fits(data)).toBe(true);
      expect(fits({ ...data, added: 'later' })).toBe(true);
    });

    it.each(Object.keys(data))('needs its %s, of the right form', (name) => {
      const isRequired = contract.schema.required?.includes(name) ?? false;
      expect(fits({ ...data, [name]: undefined })).toBe(!isRequired);
      expect(fits({ ...data, [name]: null })).toBe(false);
    });

    it('carries nothing that is secret or personal', () => {
      const names =
        JSON.stringify(contract.schema)
          .match(/"\w+":/g)
          ?.join(' ') ?? '';
      expect(names).not.toMatch(/email|password|token|secret|card|phone|street|displayName/i);
    });
  },
);

describe('an event', () => {
  const declare = (type: string) => () =>
    defineEvent({ type, publisher: 'order', description: 'It happened.', schema: Type.Object({}) });

  it.each(['order.created.v1', 'auth.password-reset-requested.v12'])('may be called %s', (type) => {
    expect(declare(type)().type).toBe(type);
  });

  it.each([
    'order',
    'order.created',
    'order.created.v0',
    'Order.created.v1',
    'order.created.v1.x',
    'order/created.v1',
    'order.created.1',
    'order.-created.v1',
    'order..v1',
  ])('cannot be called %s', (type) => {
    expect(declare(type)).toThrow('is not <aggregate>.<past-tense>.v<n>');
  });
});
