import { Client } from 'pg';
import type { Shop } from '../shop/shop';
import type { ShopServer } from '../shop/shop-server';
import type { Fault, Meanwhile } from './fault';

const OUTAGE_MS = 15_000;
const MOMENT_MS = 2_000;

type PickServer = (shop: Shop) => ShopServer;

const down = (
  name: string,
  how: 'kill' | 'stop',
  pick: PickServer,
  lastsMs: number,
  meanwhile: Meanwhile,
) => ({
  name,
  inject: (shop: Shop) => pick(shop)[how](),
  lastsMs,
  heal: (shop: Shop) => pick(shop).up(),
  meanwhile,
});

const broker: PickServer = (shop) => shop.broker;
const postgres: PickServer = (shop) => shop.postgres;

const WITH_DATABASE = ['auth', 'user', 'product', 'order', 'payment', 'notification'];

/** Dapr's MQTT client pauses for 1, 2, 4, 8, 16 … seconds between attempts, which no setting limits. */
const slowToReconnect = (seconds: number) => ({
  sets: ['embedded' as const],
  seconds,
  why: 'the sidecars try to reconnect after 1, 3, 7, 15, 31 … seconds',
});

/** The broker: everything that it had acknowledged has to arrive, even when it forgets it. */
const brokerFaults: Fault[] = [
  down('kill the broker', 'kill', broker, MOMENT_MS, {}),
  { ...down('stop the broker', 'stop', broker, OUTAGE_MS, {}), slower: slowToReconnect(20) },
  {
    ...down('wipe the broker', 'kill', broker, MOMENT_MS, {}),
    async heal(shop) {
      await shop.broker.wipe();
      shop.deadLetters.forget();
      await shop.broker.up();
    },
  },
];

const withRedis = (fault: Fault): Fault => ({
  ...fault,
  whyNot: ({ redis, set }) => (redis ? undefined : `the set ${set} has no Redis`),
});

const redis: PickServer = (shop) => shop.redis as ShopServer;

const redisFaults: Fault[] = [
  withRedis(down('kill Redis', 'kill', redis, MOMENT_MS, {})),
  withRedis({
    ...down('wipe Redis', 'kill', redis, MOMENT_MS, {}),
    async heal(shop) {
      await shop.redis?.wipe();
      if (shop.redis === shop.broker) shop.deadLetters.forget();
      await shop.redis?.up();
    },
  }),
];

const databaseFaults: Fault[] = [
  down('kill PostgreSQL', 'kill', postgres, MOMENT_MS, { unready: WITH_DATABASE }),
  down('stop PostgreSQL', 'stop', postgres, OUTAGE_MS, { unready: WITH_DATABASE, cachedReadsGoOn: true }),
  {
    name: 'end all database sessions',
    inject: endSessions,
    lastsMs: MOMENT_MS,
    heal: endSessions,
  },
  {
    name: 'slow database',
    inject: (shop) => shop.databaseDoor.slow(500),
    lastsMs: OUTAGE_MS,
    heal: (shop) => shop.databaseDoor.heal(),
  },
  {
    name: 'silent database',
    inject: (shop) => shop.databaseDoor.hang(),
    lastsMs: OUTAGE_MS,
    heal: (shop) => shop.databaseDoor.heal(),
    meanwhile: { unready: WITH_DATABASE, cachedReadsGoOn: true },
  },
  {
    name: 'unreachable database',
    inject: (shop) => shop.databaseDoor.refuse(),
    lastsMs: OUTAGE_MS,
    heal: (shop) => shop.databaseDoor.heal(),
    meanwhile: { unready: WITH_DATABASE, cachedReadsGoOn: true },
  },
  {
    name: 'full disk',
    whyNot: ({ disk }) => (disk ? undefined : 'a disk of its own needs Linux and root'),
    inject: async (shop) => shop.disk?.fill(),
    lastsMs: OUTAGE_MS,
    async heal(shop) {
      await shop.disk?.free();
      // A server that could not write its log has ended itself.
      await shop.postgres.up();
    },
  },
];

async function endSessions(shop: Shop): Promise<void> {
  const client = new Client({ connectionString: shop.postgres.url });
  await client.connect();
  try {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
    );
  } finally {
    await client.end();
  }
}

export const serverFaults: readonly Fault[] = [...brokerFaults, ...redisFaults, ...databaseFaults];
