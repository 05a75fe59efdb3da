import { randomUUID } from 'node:crypto';
import type { orderCancelledV1, orderConfirmedV1, EventData } from '@sidecart/contracts';
import { createCache, createServiceClient, type Cache, type Logger } from '@sidecart/platform';
import {
  eventually,
  startTestService,
  tokenFor,
  type TestResponse,
  type TestService,
} from '@sidecart/testing';
import { createProductApp } from '../src/app';
import { createImageStore } from '../src/clients/image-store';
import { createOrderBook } from '../src/clients/order-book';
import { ormConfig } from '../src/db/orm';
import type { Moderation } from '../src/domain/review-status';
import { runImports } from '../src/use-cases/run-imports';
import { sweepReservations } from '../src/use-cases/sweep-reservations';

export const staff = tokenFor('staff');
export const customer = tokenFor('customer');

export interface ProductService extends TestService {
  /** Adds a category and returns its id. */
  addCategory(body?: object): Promise<string>;
  /** Adds an active product, with ten pieces unless said otherwise, and returns its view. */
  addProduct(body?: object): Promise<Added>;
  /** Asks for stock as the order service does. */
  hold(orderId: string, items: readonly Item[]): Promise<TestResponse>;
  stockOf(productId: string): Promise<Stock>;
  /** The state of an order's reservation; undefined when it has none. */
  stateOf(orderId: string): Promise<string | undefined>;
  /** Lets the time of a reservation run out. */
  expire(orderId: string): Promise<void>;
  /** Sets what the order service says of every order, or of each by itself. */
  ordersAre(status: string | ((orderId: string) => string)): void;
  /** Lets the sweeper run once. */
  sweep(): Promise<number>;
  /** Lets the worker deal with the next products of a file; 0 when there is nothing left. */
  runImports(): Promise<number>;
  /** Asserts that the ledger, the holds and the inventory agree. */
  expectLawsToHold(): Promise<void>;
  /** Waits until an event of that kind about the product is published. */
  publishedChange(productId: string, change: string): Promise<void>;
  countChanges(productId: string, change: string): Promise<number>;
}

export interface Item {
  readonly productId: string;
  readonly variantId?: string;
  readonly quantity: number;
}

export interface Added {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly etag: string;
}

export interface Stock {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

let serial = 0;

/** A body that makes a product; every one has its own name and article number. */
export const productBody = (categoryId: string, overrides: object = {}) => {
  serial += 1;
  return {
    name: `Thing ${serial}`,
    sku: `SKU-${serial}`,
    description: 'A thing for tests.',
    priceMinor: 1_250,
    currency: 'EUR',
    categoryId,
    status: 'active',
    stock: 10,
    ...overrides,
  };
};

const at = new Date().toISOString();

export const confirmed = (orderId: string): EventData<typeof orderConfirmedV1> => ({
  orderId,
  orderNumber: 'SC-1',
  customerId: randomUUID(),
  total: { amountMinor: 1_250, currency: 'EUR' },
  lines: [{ productId: randomUUID(), name: 'Thing', quantity: 1, unitPriceMinor: 1_250 }],
  confirmedAt: at,
});

export const cancelled = (orderId: string): EventData<typeof orderCancelledV1> => ({
  orderId,
  orderNumber: 'SC-1',
  customerId: randomUUID(),
  total: { amountMinor: 1_250, currency: 'EUR' },
  reason: 'payment-failed',
  cancelledAt: at,
});

/** Starts the product service on a database of its own, beside a fake sidecar. */
export async function startProductService(reviewModeration: Moderation = 'after'): Promise<ProductService> {
  let log: Logger | undefined;
  let cache: Cache | undefined;
  const service = await startTestService(ormConfig, (context) => {
    const { orm, sidecar, verifier, metrics } = context;
    log = context.log;
    cache = createCache({ sidecar, log, ttlSeconds: 60, localTtlMs: 1 });
    return createProductApp({
      orm,
      cache,
      images: createImageStore({ sidecar, log, cacheBytes: 1_000_000 }),
      holdMinutes: 20,
      wakeImports: () => undefined,
      reviewModeration,
      now: () => new Date(),
      verifier,
      log,
      metrics,
      readiness: {},
      appToken: undefined,
      checkResponses: true,
    });
  });
  return {
    ...service,
    ...stockTools(service, log!),
    ...catalogueTools(service),
    runImports: () => runImports({ em: service.orm.em, cache: cache!, log: log!, now: () => new Date() }),
  };
}

function catalogueTools(service: TestService) {
  let categoryId: string | undefined;
  const addCategory = async (body: object = {}) => {
    serial += 1;
    const answer = await service.send('POST', '/categories', {
      token: staff,
      body: { name: `Category ${serial}`, ...body },
    });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };
  const changes = (productId: string, change: string) =>
    service.sidecar.published.filter(
      (event) => event.subject === productId && (event.data as { change: string }).change === change,
    ).length;
  return {
    addCategory,
    async addProduct(body: object = {}): Promise<Added> {
      categoryId ??= await addCategory();
      const answer = await service.send('POST', '/products', {
        token: staff,
        body: productBody(categoryId, body),
      });
      expect(answer.status).toBe(201);
      return { ...(answer.body as Omit<Added, 'etag'>), etag: String(answer.headers['etag']) };
    },
    publishedChange: (productId: string, change: string) =>
      eventually(() => expect(changes(productId, change)).toBeGreaterThan(0)),
    async countChanges(productId: string, change: string) {
      await eventually(async () => {
        const [row] = await rows<{ count: string }>(
          service,
          'select count(*) from outbox where published_at is null',
        );
        expect(row?.count).toBe('0');
      });
      return changes(productId, change);
    },
  };
}

function stockTools(service: TestService, log: Logger) {
  const orders = createOrderBook(createServiceClient(service.sidecar, 'order'));
  return {
    hold: (orderId: string, items: readonly Item[]) =>
      service.send('PUT', `/internal/reservations/${orderId}`, {
        headers: { 'dapr-caller-app-id': 'order' },
        body: { items },
      }),
    async stockOf(productId: string) {
      const { body } = await service.send('GET', `/products/${productId}/inventory`, { token: staff });
      const { onHand, reserved, available } = body as Stock;
      return { onHand, reserved, available };
    },
    async stateOf(orderId: string) {
      const [row] = await rows<{ state: string }>(service, 'select state from reservations where id = ?', [
        orderId,
      ]);
      return row?.state;
    },
    async expire(orderId: string) {
      await rows(service, 'update reservations set expires_at = now(), next_check_at = now() where id = ?', [
        orderId,
      ]);
    },
    ordersAre(status: string | ((orderId: string) => string)) {
      service.sidecar.respondAs('order', ({ body }) => ({
        status: 200,
        body: {
          statuses: (body as { orderIds: string[] }).orderIds.map((orderId) => ({
            orderId,
            status: typeof status === 'string' ? status : status(orderId),
          })),
        },
      }));
    },
    sweep: () => sweepReservations({ em: service.orm.em, orders, log }),
    async expectLawsToHold() {
      expect(await rows(service, UNLAWFUL)).toEqual([]);
    },
  };
}

/** Variants whose inventory is not what their ledger and their holds add up to. */
const UNLAWFUL = `
  select i.variant_id, i.on_hand, i.reserved, m.on_hand as ledger, m.reserved as ledger_reserved, h.sum as held
    from inventory i
    left join (select variant_id, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved
                 from stock_movements group by 1) m using (variant_id)
    left join (select l.variant_id, sum(l.quantity) from reservation_items l
                 join reservations r on r.id = l.reservation_id and r.state = 'held' group by 1) h using (variant_id)
   where i.on_hand <> coalesce(m.on_hand, 0) or i.reserved <> coalesce(m.reserved, 0)
      or i.reserved <> coalesce(h.sum, 0)`;

/** The id of what an answer shows. */
export const idOf = (answer: TestResponse): string => (answer.body as { id: string }).id;

/** Where the faults are that a problem names. */
export const pointersOf = (answer: TestResponse): string[] =>
  (answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);

/** Runs a statement on the service's database. */
export const rows = <T>(service: TestService, sql: string, params: unknown[] = []): Promise<T[]> =>
  service.orm.em.fork().execute(sql, params);
