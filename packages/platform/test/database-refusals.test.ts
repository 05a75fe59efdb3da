import { MikroORM } from '@mikro-orm/postgresql';
import { Type } from '@sinclair/typebox';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { ok } from '../src';
import { route, sampleOrm, startSample, type Sample } from './sample-app';

let database: TestDatabase;
let orm: MikroORM;
let sample: Sample;

/** What `GET /work` asks of the database, set by each test. */
let sql: [string, unknown[]?];

const workRoute = route({
  method: 'get',
  path: '/work',
  operationId: 'work',
  summary: 'Does what the test wants.',
  tag: 'Sample',
  access: 'public',
  responses: { 200: Type.Object({}) },
  problems: [409],
  handler: async ({ deps }) => {
    await deps.em.execute(...sql);
    return ok({});
  },
});

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.em.execute(
    `create table parents (id int primary key);
     create table things (id int primary key, parent int references parents, small smallint)`,
  );
  sample = await startSample({ orm, routes: [workRoute] });
});

afterAll(async () => {
  await sample.close();
  await orm.close(true);
  await database.drop();
});

describe('what the database refuses', () => {
  it.each([
    ['what exists already', 'insert into parents values (7), (7)', 409, 'already-exists'],
    ['a reference to nothing', 'insert into things values (1, 12345)', 409, 'reference-changed'],
    [
      'a number out of range',
      'insert into things (id, small) values (2, 1000000)',
      400,
      'value-out-of-range',
    ],
    ['U+0000', "select 'a\0b'", 400, 'value-out-of-range'],
  ])('%s is a precise problem', async (_what, statement, status, code) => {
    sql = [statement];
    expect(await sample.send('GET', '/work')).toMatchObject({ status, body: { code } });
  });

  it('a mistake of ours is a 500 that says nothing, and is logged without the values of the statement', async () => {
    sql = ['select no_such_column, ?', ['hunter2']];
    const { status, text } = await sample.send('GET', '/work');
    expect({ status, tells: /column|select/.test(text) }).toEqual({ status: 500, tells: false });
    const logged = sample.lines.filter((line) => line['level'] === 'error').at(-1);
    expect(logged).toMatchObject({
      error: { message: 'column "no_such_column" does not exist', code: '42703' },
    });
    expect(JSON.stringify(logged)).not.toContain('hunter2');
  });
});
