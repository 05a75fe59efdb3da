import { randomUUID } from 'node:crypto';
import { createLogger, DomainError } from '@sidecart/platform';
import {
  eventually,
  startTestService,
  tokenFor,
  type TestResponse,
  type TestService,
} from '@sidecart/testing';
import { createOrderApp } from '../src/app';
import { tableTaxRules } from '../src/clients/table-tax-rules';
import { ormConfig } from '../src/db/orm';
import type { ProductCatalogue, Quote, RequestedVariant } from '../src/use-cases/ports';
import { lookAfterOrders } from '../src/use-cases/look-after-orders';
import { notePublished } from '../src/use-cases/note-published';

/** A catalogue in which everything costs 12.50 € and ten pieces of each variant can be held, unless said otherwise. */
export class FakeCatalogue implements ProductCatalogue {
  readonly held = new Map<string, number>();
  /** Until when each hold was asked to be extended. */
  readonly extended = new Map<string, Date>();
  /** Other prices, by variant. */
  readonly prices = new Map<string, number>();
  /** Other stocks, by variant. */
  readonly stocks = new Map<string, number>();
  /** Variants that are not sold any more. */
  readonly withdrawn = new Set<string>();
  /** Variants that do not exist any more. */
  readonly gone = new Set<string>();
  /** Products that come in several variants. */
  readonly manifold = new Set<string>();
  weightGrams = 0;
  currency = 'EUR';
  down = false;
  /** Whether holds were released or committed already. */
  closed = false;

  reserve: ProductCatalogue['reserve'] = (orderId, lines) => {
    this.held.set(orderId, (this.held.get(orderId) ?? 0) + 1);
    if (this.down) return Promise.reject(DOWN);
    const quotes = lines.map((line) => ({ ...this.describe(line), quantity: line.quantity }));
    const short = quotes.findIndex((quote) => quote.quantity > quote.available || !quote.purchasable);
    if (short >= 0) return Promise.reject(outOfStock(short));
    return Promise.resolve({ currency: this.currency, lines: quotes });
  };

  quote: ProductCatalogue['quote'] = (variants) =>
    this.down || variants.some((one) => one.variantId === undefined && this.manifold.has(one.productId))
      ? Promise.reject(this.down ? DOWN : VARIANT_REQUIRED)
      : Promise.resolve(
          variants.map((one) => this.describe(one)).filter((quote) => !this.gone.has(quote.variantId)),
        );

  extendHold: ProductCatalogue['extendHold'] = (orderId, until) => {
    if (this.down) return Promise.reject(new DomainError('unavailable', 'unavailable', 'down'));
    this.extended.set(orderId, until);
    return Promise.resolve(this.closed ? 'closed' : 'extended');
  };

  private describe({ productId, variantId = productId }: RequestedVariant): Quote {
    return {
      productId,
      variantId,
      sku: 'SKU-1',
      name: 'Thing',
      options: variantId === productId ? {} : { size: 'M' },
      unitPriceMinor: this.prices.get(variantId) ?? 1_250,
      currency: this.currency,
      available: this.stocks.get(variantId) ?? 10,
      purchasable: !this.withdrawn.has(variantId) && !this.gone.has(variantId),
      weightGrams: this.weightGrams,
    };
  }
}

const DOWN = new DomainError('unavailable', 'unavailable', 'down', { retryAfterSeconds: 2 });

const VARIANT_REQUIRED = new DomainError('refused', 'variant-required', 'Which?', {
  errors: [{ in: 'body', pointer: '#/items/0/variantId', detail: 'is required' }],
});

const outOfStock = (index: number) =>
  new DomainError('refused', 'out-of-stock', 'Too few.', {
    errors: [{ in: 'body', pointer: `#/items/${index}/quantity`, detail: 'too few are left' }],
  });

export interface OrderService extends TestService {
  readonly catalogue: FakeCatalogue;
  /** Moves the service's clock. */
  advance(ms: number): void;
  /** Lets the saga look after the orders that have waited too long. */
  checkOverdue(): Promise<number>;
  place(customer: Customer, options?: { body?: object; key?: string }): Promise<TestResponse>;
  /** Waits until an event about the order is published and returns its data. */
  publishedEvent(type: string, orderId: string): Promise<Record<string, unknown>>;
}

export interface Customer {
  readonly id: string;
  readonly token: string;
}

export const newCustomer = (): Customer => {
  const id = randomUUID();
  return { id, token: tokenFor('customer', id) };
};

export const orderBody = (overrides: object = {}) => ({
  paymentMethodId: randomUUID(),
  shippingAddress: { name: 'C', line1: 'Road 1', city: 'Town', postalCode: '1000', country: 'DE' },
  items: [{ productId: randomUUID(), quantity: 2 }],
  ...overrides,
});

/** Starts the order service on a database of its own, beside a fake catalogue and with a clock that can be moved. */
export async function startOrderService(): Promise<OrderService> {
  const catalogue = new FakeCatalogue();
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const service = await startTestService(
    ormConfig,
    ({ orm, verifier, log, metrics }) =>
      createOrderApp({
        orm,
        catalogue,
        taxRules: tableTaxRules,
        cartDays: { guest: 30, customer: 180 },
        now,
        returnWindowDays: 30,
        verifier,
        log,
        metrics,
        readiness: {},
        appToken: undefined,
        checkResponses: true,
      }),
    notePublished,
  );
  return {
    ...service,
    catalogue,
    advance: (ms) => void (offsetMs += ms),
    checkOverdue: () =>
      lookAfterOrders({ em: service.orm.em, catalogue, now, log: createLogger('test', 'silent') }),
    place: ({ token }, { body = orderBody(), key = randomUUID() } = {}) =>
      service.send('POST', '/orders', { token, body, headers: { 'idempotency-key': key } }),
    publishedEvent: (type, orderId) =>
      eventually(() => {
        const event = service.sidecar.published.find((one) => one.type === type && one.subject === orderId);
        if (!event) throw new Error(`${type} was not published for ${orderId}`);
        return event.data as Record<string, unknown>;
      }),
  };
}
