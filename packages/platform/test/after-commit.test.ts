import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { orderDeliveredV1 } from '@sidecart/contracts';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { afterCommit, enqueueEvent, ormOptions, WakeOnCommit, type Worker } from '../src';

let database: TestDatabase;
let orm: MikroORM;
let wakes = 0;

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(
    ormOptions({ databaseUrl: database.url, entities: [], migrations: [], migrationsPath: __dirname }),
  );
  await orm.schema.createSchema();
  const relay: Worker = { name: 'relay', wake: () => (wakes += 1), stop: () => Promise.resolve() };
  for (const subscriber of orm.config.get('subscribers')) {
    if (subscriber instanceof WakeOnCommit) subscriber.attach(relay);
  }
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

beforeEach(() => (wakes = 0));

const enqueue = (em: Parameters<typeof enqueueEvent>[0]) => {
  const orderId = randomUUID();
  enqueueEvent(em, orderDeliveredV1, orderId, {
    orderId,
    orderNumber: 'SC-1',
    customerId: randomUUID(),
    deliveredAt: new Date().toISOString(),
  });
};

describe('afterCommit', () => {
  it('runs the work once the transaction has committed, and not before', async () => {
    const seen: string[] = [];
    await orm.em.fork().transactional(async (em) => {
      afterCommit(em, () => seen.push('after'));
      await em.execute('select 1');
      seen.push('inside');
    });
    expect(seen).toEqual(['inside', 'after']);
  });

  it('forgets the work of a transaction that was rolled back', async () => {
    const seen: string[] = [];
    const failing = orm.em.fork().transactional((em) => {
      afterCommit(em, () => seen.push('after'));
      return Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });
});

describe('afterCommit in a nested transaction', () => {
  it('waits for the outermost one', async () => {
    const seen: string[] = [];
    await orm.em.fork().transactional(async (em) => {
      await em.transactional(async (nested) => {
        await nested.transactional((innermost) => {
          afterCommit(innermost, () => seen.push('after'));
          return Promise.resolve();
        });
      });
      seen.push('inside');
    });
    expect(seen).toEqual(['inside', 'after']);
  });

  it('forgets the work when the outermost one is rolled back', async () => {
    const seen: string[] = [];
    const failing = orm.em.fork().transactional(async (em) => {
      await em.transactional((nested) => {
        afterCommit(nested, () => seen.push('after'));
        return Promise.resolve();
      });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });

  it('keeps apart two transactions that are open at the same time', async () => {
    const seen: string[] = [];
    const failing = orm.em.fork().transactional(async (em) => {
      afterCommit(em, () => seen.push('rolled back'));
      await orm.em.fork().transactional((other) => {
        afterCommit(other, () => seen.push('committed'));
        return Promise.resolve();
      });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual(['committed']);
  });

  it('works with begin and commit called by hand', async () => {
    const seen: string[] = [];
    const em = orm.em.fork();
    await em.begin();
    afterCommit(em, () => seen.push('after'));
    await em.commit();
    await em.begin();
    afterCommit(em, () => seen.push('never'));
    await em.rollback();
    expect(seen).toEqual(['after']);
  });
});

describe('the relay', () => {
  it('is woken by the commit around a nested transaction that wrote to the outbox', async () => {
    await orm.em.fork().transactional(async (em) => {
      await em.transactional((nested) => {
        enqueue(nested);
        return Promise.resolve();
      });
      expect(wakes).toBe(0);
    });
    expect(wakes).toBe(1);
  });

  it('is woken by the commit of an explicit transaction that wrote to the outbox', async () => {
    await orm.em.fork().transactional((em) => {
      enqueue(em);
      return Promise.resolve();
    });
    expect(wakes).toBe(1);
  });

  it('is woken by a flush outside of one', async () => {
    const em = orm.em.fork();
    enqueue(em);
    await em.flush();
    expect(wakes).toBe(1);
  });

  it('sleeps on when the transaction is rolled back or wrote something else', async () => {
    const failing = orm.em.fork().transactional(async (em) => {
      enqueue(em);
      await em.flush();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await orm.em.fork().transactional((em) => em.execute('select 1'));
    expect(wakes).toBe(0);
  });
});
