import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { DomainError, ok, onceAnswering } from '../src';
import { sampleOrm } from './sample-app';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
  await orm.em.execute('create table effects (id serial primary key)');
});

afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

beforeEach(() => orm.em.fork().execute('truncate effects, idempotency_keys'));

const countEffects = async () => {
  const [row] = await orm.em.fork().execute<{ n: string }[]>('select count(*) as n from effects');
  return Number(row?.n);
};

describe('an answer that is known before its effect', () => {
  const request = (key: string) => ({ scope: 'known', key, fingerprint: 'f' });
  const write = (em: EntityManager) => em.execute('insert into effects default values').then(() => {});
  const answer = ok({ n: 1 }, { etag: '"1"' });

  it('is given to all repeats, which have one effect together', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => onceAnswering(orm.em, request('k'), answer, write)),
    );
    expect(replies.filter((reply) => reply === answer)).toHaveLength(1);
    for (const { status, body, headers } of replies.filter((reply) => reply !== answer)) {
      expect([status, (body as Buffer).toString()]).toEqual([200, '{"n":1}']);
      expect(headers).toMatchObject({ etag: '"1"', 'idempotency-replayed': 'true' });
    }
    expect(await countEffects()).toBe(1);
  });

  it('is not kept when the effect is refused', async () => {
    const refuse = async (em: EntityManager) => {
      await write(em);
      throw new DomainError('refused', 'no', 'No.');
    };
    await expect(onceAnswering(orm.em, request('k'), answer, refuse)).rejects.toThrow('No.');
    expect(await countEffects()).toBe(0);
    expect(await onceAnswering(orm.em, request('k'), answer, write)).toBe(answer);
  });

  it('is not given to another request under the key', async () => {
    await onceAnswering(orm.em, request('k'), answer, write);
    const other = { ...request('k'), fingerprint: 'g' };
    await expect(onceAnswering(orm.em, other, answer, write)).rejects.toThrow('used for another request');
  });
});
