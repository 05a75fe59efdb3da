import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Type } from '@sinclair/typebox';
import {
  createEmptyDatabase,
  eventually,
  startTcpProxy,
  type TcpProxy,
  type TestDatabase,
} from '@sidecart/testing';
import { withSilenceLimit } from '../src/db/silence-limit';
import { ok } from '../src';
import { route, sampleOrm, startSample, type Sample } from './sample-app';

let database: TestDatabase;
let proxy: TcpProxy;
let admin: MikroORM;
let orm: MikroORM;
let sample: Sample;

/** What `GET /work` does, set by each test. */
let work: (em: EntityManager) => Promise<unknown>;

const workRoute = route({
  method: 'get',
  path: '/work',
  operationId: 'work',
  summary: 'Does what the test wants.',
  tag: 'Sample',
  access: 'public',
  responses: { 200: Type.Object({}) },
  handler: async ({ deps }) => {
    await work(deps.em);
    return ok({});
  },
});

/** The service's options, but with as little patience as a test has. */
function options(databaseUrl: string) {
  const usual = sampleOrm(databaseUrl);
  return {
    ...usual,
    pool: { ...usual.pool, max: 2, acquireTimeoutMillis: 300 },
    driverOptions: {
      ...usual.driverOptions,
      connection: {
        ...(usual.driverOptions as { connection: object }).connection,
        stream: withSilenceLimit(400),
      },
    },
  };
}

beforeAll(async () => {
  database = await createEmptyDatabase();
  proxy = await startTcpProxy(database.url);
  admin = await MikroORM.init(sampleOrm(database.url));
  await admin.schema.createSchema();
  await admin.em.execute('create table things (id int primary key); insert into things values (1), (2)');
  orm = MikroORM.initSync(options(proxy.url));
  const checkReady = async () => {
    await orm.em.fork().execute('select 1');
  };
  sample = await startSample({
    orm,
    routes: [workRoute],
    readiness: { database: checkReady, sidecar: () => Promise.resolve() },
  });
});

afterAll(async () => {
  await sample.close();
  await orm.close(true);
  await admin.close(true);
  await proxy.close();
  await database.drop();
});

beforeEach(() => {
  work = (em) => em.execute('select 1');
});

const expectUnavailable = async () => {
  const response = await sample.send('GET', '/work');
  expect(response).toMatchObject({
    status: 503,
    headers: { 'retry-after': '2', 'content-type': 'application/problem+json' },
    body: { code: 'unavailable' },
  });
};

const expectRecovery = () =>
  eventually(async () => {
    work = (em) => em.execute('select 1');
    expect((await sample.send('GET', '/work')).status).toBe(200);
  });

const killSession = async (em: EntityManager) => {
  const [session] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
  const pid = session!.pid;
  await admin.em.fork().execute('select pg_terminate_backend(?)', [pid]);
  await eventually(async () => {
    const left = await admin.em.fork().execute('select 1 from pg_stat_activity where pid = ?', [pid]);
    expect(left).toEqual([]);
  });
};

describe('a database that cannot be reached', () => {
  afterEach(() => proxy.mend());

  it('is answered with 503 and Retry-After, and with 200 once it is back', async () => {
    await expectRecovery();
    await proxy.cut();
    await expectUnavailable();
    await expectUnavailable();
    await proxy.mend();
    await expectRecovery();
  });

  it('is answered with 503 when it vanishes in the middle of a transaction', async () => {
    work = (em) =>
      em.transactional(async (tx) => {
        await tx.execute('select 1');
        await proxy.cut();
        await tx.execute('select 1');
      });
    await expectUnavailable();
    await proxy.mend();
    await expectRecovery();
  });

  it('is answered with 503 when it falls silent, and its connections are given up', async () => {
    work = (em) =>
      em.transactional(async (tx) => {
        await tx.execute('select 1');
        proxy.freeze();
        await tx.execute('select 1');
      });
    await expectUnavailable();
    await proxy.mend();
    await expectRecovery();
  });

  it('makes the service unready, naming the part, but not dead', async () => {
    await proxy.cut();
    const [live, ready] = await Promise.all([
      sample.send('GET', '/health/live'),
      sample.send('GET', '/health/ready'),
    ]);
    expect(live.status).toBe(200);
    expect(ready).toMatchObject({ status: 503, body: { checks: { database: 'down', sidecar: 'up' } } });
    await proxy.mend();
    await eventually(async () => expect((await sample.send('GET', '/health/ready')).status).toBe(200));
  });
});

describe('a session that the server ends', () => {
  it.each<[string, typeof work]>([
    [
      'before a statement',
      (em) =>
        em.transactional(async (tx) => {
          await killSession(tx);
          await tx.execute('select 1');
        }),
    ],
    ['before the commit', (em) => em.transactional(killSession)],
    ['in the middle of a statement', (em) => em.execute('select pg_terminate_backend(pg_backend_pid())')],
    [
      'in the middle of a transaction',
      (em) => em.transactional((tx) => tx.execute('select pg_terminate_backend(pg_backend_pid())')),
    ],
  ])('%s is answered with 503, and the next request is served', async (_when, does) => {
    work = does;
    await expectUnavailable();
    await expectRecovery();
  });
});

describe('what passes by itself is answered with 503', () => {
  it('a statement that takes too long', async () => {
    work = (em) => em.execute("set local statement_timeout = '20ms'; select pg_sleep(5)");
    await expectUnavailable();
  });

  it('a lock that is held too long', async () => {
    await admin.em.fork().transactional(async (holder) => {
      await holder.execute('lock table things');
      work = (em) => em.execute("set local lock_timeout = '20ms'; select * from things");
      await expectUnavailable();
    });
  });

  it('a deadlock', async () => {
    const lock = (id: number) =>
      `set local deadlock_timeout = '20ms'; select * from things where id = ${id} for update`;
    await admin.em.fork().transactional(async (other) => {
      await other.execute(lock(1).replace('20ms', '10s'));
      work = (em) =>
        em.transactional(async (tx) => {
          await tx.execute(lock(2));
          const waiting = other.execute(lock(2).replace('20ms', '10s'));
          await tx.execute(lock(1)).finally(() => void waiting.catch(() => undefined));
        });
      await expectUnavailable();
    });
  });

  it('a pool without a free connection', async () => {
    let release: (() => void) | undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holders = [1, 2].map(() =>
      orm.em.fork().transactional(async (em) => {
        await em.execute('select 1');
        await released;
      }),
    );
    await expectUnavailable();
    release?.();
    await Promise.all(holders);
    await expectRecovery();
  });

  it('a server without a free connection', async () => {
    const role = `few_${database.url.split('_').at(-1)}`;
    await admin.em.fork().execute(`create role ${role} login connection limit 1 password 'x'`);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'x';
    const limited = MikroORM.initSync(sampleOrm(url.toString()));
    await limited.em.fork().transactional(async (em) => {
      await em.execute('select 1');
      work = () => limited.em.fork().execute('select 1');
      await expectUnavailable();
    });
    await limited.close(true);
    await admin.em.fork().execute(`drop role ${role}`);
  });

  it('a server that does not know the password', async () => {
    const url = new URL(database.url);
    url.password = 'wrong';
    const locked = MikroORM.initSync(sampleOrm(url.toString()));
    work = () => locked.em.fork().execute('select 1');
    await expectUnavailable();
    await locked.close(true);
  });
});
