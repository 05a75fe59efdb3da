import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import { StrictObject } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { ok } from '../../packages/platform/src';
import { route, sampleOrm, startSample, type Sample } from '../../packages/platform/test/sample-app';
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from '../src/faults/devices/small-disk';
import { findFreePort } from '../src/machine/free-port';
import { startPostgres, type RunningPostgres } from '../src/servers/postgres';
import { findServerAccount } from '../src/servers/server-account';

const SIZE_MIB = 160;
const KIBIBYTE_TIMES = 1_024;

/** Little is written ahead, so that the room is gone when it is gone. */
const SETTINGS = {
  fsync: 'off',
  min_wal_size: '32MB',
  max_wal_size: '48MB',
  shared_buffers: '16MB',
  autovacuum: 'off',
};

let parent: string;
let disk: SmallDisk;
let postgres: RunningPostgres;
let orm: MikroORM;
let sample: Sample;

const writeRoute = route({
  method: 'post',
  path: '/things',
  operationId: 'write',
  summary: 'Writes a mebibyte.',
  tag: 'Sample',
  access: 'public',
  responses: { 200: StrictObject({}) },
  handler: async ({ deps }) => {
    // Random text, which the database cannot make smaller.
    await deps.em.transactional((em) =>
      em.execute(
        `insert into things select md5(random()::text) from generate_series(1, 16 * ${KIBIBYTE_TIMES})`,
      ),
    );
    return ok({});
  },
});

const readRoute = route({
  method: 'get',
  path: '/things',
  operationId: 'read',
  summary: 'Counts what is there.',
  tag: 'Sample',
  access: 'public',
  responses: { 200: StrictObject({}) },
  handler: async ({ deps }) => {
    await deps.em.execute('select count(*) from things');
    return ok({});
  },
});

const whenPossible = whyNoSmallDisk() === undefined ? describe : describe.skip;

whenPossible('a database whose disk is full', () => {
  beforeAll(async () => {
    parent = await mkdtemp('/tmp/sidecart-small-disk-');
    await chmod(parent, 0o711);
    disk = await mountSmallDisk({
      folder: path.join(parent, 'disk'),
      sizeMib: SIZE_MIB,
      account: findServerAccount(),
    });
    postgres = await startPostgres({
      folder: path.join(disk.folder, 'cluster'),
      port: await findFreePort(),
      logFile: path.join(parent, 'postgres.log'),
      settings: SETTINGS,
    });
    orm = await MikroORM.init(sampleOrm(postgres.url));
    await orm.em.execute('create table things (text text)');
    sample = await startSample({ orm, routes: [writeRoute, readRoute] });
  });

  afterAll(async () => {
    await sample.close();
    await orm.close(true);
    await postgres.stop();
    await disk.unmount();
    await rm(parent, { recursive: true });
  });

  it('is filled to the last byte and freed again', async () => {
    await disk.fill();
    expect((await statfs(disk.folder)).bavail).toBe(0);
    await disk.free();
    expect((await statfs(disk.folder)).bavail).toBeGreaterThan(0);
  });

  it('has writes answered with 503 and Retry-After, goes on reading, and recovers by itself', async () => {
    expect((await sample.send('POST', '/things')).status).toBe(200);
    await disk.fill();
    await eventually(async () => {
      expect(await sample.send('POST', '/things')).toMatchObject({
        status: 503,
        headers: { 'retry-after': '2' },
        body: { code: 'unavailable' },
      });
    });
    expect((await sample.send('GET', '/things')).status).toBe(200);
    await disk.free();
    await eventually(async () => expect((await sample.send('POST', '/things')).status).toBe(200));
  });
});
