// Tries in one process whether the shop's own modules keep promises, which are named as the bugs that break them, and
// says `kept` or `broken` of each.
// Keeps the trace through promises, as every service does.
require('@sidecart/platform/tracing');
const { randomUUID } = require('node:crypto');
const { Buffer } = require('node:buffer');
const { createServer } = require('node:http');
const path = require('node:path');
const platform = require('@sidecart/platform');
const { MikroORM } = require('@mikro-orm/postgresql');
const { orderConfirmedV1 } = require('@sidecart/contracts');
const { trialsOfShop } = require('./planted-trials-of-shop');

const dist = (file) => require(path.resolve(__dirname, '../..', file));
const inPlatform = (file) => dist(`packages/platform/dist/${file}`);
const log = { warn: () => undefined, error: () => undefined, info: () => undefined, debug: () => undefined };

async function withDatabase(work) {
  const databaseUrl = process.env.TRIAL_DATABASE_URL;
  const options = platform.ormOptions({
    databaseUrl,
    entities: [],
    migrations: [],
    migrationsPath: __dirname,
  });
  const orm = await MikroORM.init(options);
  await orm.em.fork().execute('drop schema public cascade; create schema public');
  await orm.schema.createSchema();
  try {
    return await work(orm);
  } finally {
    await orm.close(true);
  }
}

const countOf = async (orm, sql) =>
  Number((await orm.em.fork().execute(`select count(*) from ${sql}`))[0].count);

const until = async (condition) => {
  for (const deadline = Date.now() + 3_000; Date.now() < deadline;) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
};

/** Delivers one event as often as there are effects, the first of which may fail. @returns the outcomes */
async function deliver(orm, effects) {
  const { deliverTo } = inPlatform('events/deliver.js');
  const envelope = {
    ...{ specversion: '1.0', id: randomUUID(), type: orderConfirmedV1.type, source: 'order' },
    data: JSON.parse(process.env.TRIAL_EVENT_DATA),
  };
  const outcomes = [];
  for (const effect of effects) {
    const scope = () => ({ em: orm.em.fork() });
    outcomes.push(await deliverTo({ event: orderConfirmedV1, handle: effect }, { scope, log })(envelope));
  }
  return outcomes;
}

const failing = () => Promise.reject(new Error('the effect fails'));

/** A message in the outbox, in a transaction that does what is wanted. */
const enqueue = (orm, end) =>
  orm.em.fork().transactional(async (em) => {
    platform.enqueueEvent(em, orderConfirmedV1, randomUUID(), JSON.parse(process.env.TRIAL_EVENT_DATA));
    await em.flush();
    await end?.();
  });

const trials = {
  'no inbox': () =>
    withDatabase(async (orm) => {
      let effects = 0;
      const effect = () => Promise.resolve(void (effects += 1));
      await deliver(orm, [effect, effect]);
      return effects === 1;
    }),
  'published before the commit': () =>
    withDatabase(async (orm) => {
      await enqueue(
        orm,
        () => new Promise((_, reject) => setTimeout(reject, 300, new Error('rolled back'))),
      ).catch(() => undefined);
      return (await countOf(orm, 'outbox')) === 0;
    }),
  'marked before it is published': () =>
    withDatabase(async (orm) => {
      await enqueue(orm);
      const sidecar = { publishBulk: () => Promise.reject(new Error('no broker')) };
      const relay = platform.startRelay({ em: orm.em, sidecar, source: 'order', log });
      const isLost = await until(
        async () => (await countOf(orm, 'outbox where published_at is not null')) > 0,
      );
      await relay.stop();
      return !isLost;
    }),
  'acknowledged before the effect': () =>
    withDatabase(async (orm) => {
      const outcomes = await deliver(orm, [failing]);
      return outcomes[0] === 'retried';
    }),
  'a failed effect is called a success': () =>
    withDatabase(async (orm) => {
      const routes = {};
      const router = { post: (route, handle) => void (routes[route] = handle) };
      const { mountSubscriptions } = inPlatform('events/mount-subscriptions.js');
      const { openInbox } = inPlatform('events/inbox-of.js');
      const scope = () => ({ em: orm.em.fork() });
      const inbox = openInbox([{ event: orderConfirmedV1, handle: failing }], { scope, log });
      mountSubscriptions(router, inbox, platform.createMetrics('trial'));
      const data = JSON.parse(process.env.TRIAL_EVENT_DATA);
      const ids = { specversion: '1.0', id: randomUUID(), type: orderConfirmedV1.type, source: 'order' };
      const req = require('node:stream').Readable.from([Buffer.from(JSON.stringify({ ...ids, data }))]);
      const ctx = {
        req: Object.assign(req, {
          headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        }),
        state: {},
      };
      await routes[`/events/${orderConfirmedV1.type}`](ctx);
      return ctx.body.status === 'RETRY';
    }),
  'the trace ends at the outbox': () =>
    withDatabase(async (orm) => {
      await platform.inTrace('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', () => enqueue(orm));
      return (await countOf(orm, 'outbox where traceparent is not null')) === 1;
    }),
  'the Idempotency-Key is ignored': () => {
    const read = () => platform.readIdempotencyKey('a-key', true, 'scope', {}).key;
    return read() === read();
  },
  'a write is answered before its commit': () =>
    withDatabase((orm) => {
      const request = { scope: 's', key: 'k', fingerprint: 'f' };
      const written = platform.onceAnswering(orm.em, request, { status: 201 }, failing);
      return written.then(
        () => false,
        () => true,
      );
    }),
  '500 instead of 503': () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const { translateDatabaseError } = inPlatform('http/database-errors.js');
    return platform.renderProblem(translateDatabaseError(refused), 'x').status === 503;
  },
  'no Retry-After': () => 'retry-after' in platform.renderProblem(platform.unavailable('x'), 'x').headers,
  'always ready': async () => !(await platform.checkReadiness({ database: failing })).ready,
  ...trialsOfShop(dist, createServer),
};

void (async () => {
  const verdicts = {};
  for (const name of process.argv.slice(2)) verdicts[name] = (await trials[name]()) ? 'kept' : 'broken';
  process.stdout.write(JSON.stringify(verdicts));
  process.exit();
})();
