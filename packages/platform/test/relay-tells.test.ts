import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { userRegisteredV1 } from '@sidecart/contracts';
import { createEmptyDatabase, createFakeSidecar, eventually } from '@sidecart/testing';
import { enqueueEvent, startRelay } from '../src';
import { recordLog, sampleOrm } from './sample-app';

it('the relay tells of what was published in the transaction that marks it, and only of that', async () => {
  const database = await createEmptyDatabase();
  const orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
  const em = orm.em.fork();
  const userId = randomUUID();
  for (let count = 0; count < 2; count += 1)
    enqueueEvent(em, userRegisteredV1, userId, { userId, registeredAt: new Date().toISOString() });
  await em.flush();
  const ids = (await em.execute<{ id: string }[]>('select id from outbox order by id')).map(({ id }) => id);
  const refused = new Set([ids[0]!]);
  const heard: string[] = [];
  const relay = startRelay({
    em: orm.em,
    sidecar: { ...createFakeSidecar(), publishBulk: () => Promise.resolve(new Set(refused)) },
    source: 'sample',
    log: recordLog().log,
    async onPublished(tx, eventIds, at) {
      const marked = await tx.execute<{ id: string }[]>('select id from outbox where published_at = ?', [at]);
      expect(marked.map(({ id }) => id)).toEqual(eventIds);
      heard.push(...eventIds);
    },
  });
  await eventually(() => expect(heard).toEqual([ids[1]]));
  refused.clear();
  await eventually(() => expect(heard).toEqual([ids[1], ids[0]]));
  await relay.stop();
  await orm.close();
  await database.drop();
});
