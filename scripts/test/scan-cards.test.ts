import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../../services/payment/src/db/orm';
import { scanDatabase } from '../src/scan/scan-database';
import { scanFiles } from '../src/scan/scan-files';

const NUMBER = '4242 4242 4242 4242';

describe('npm run scan:cards', () => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await createTestDatabase(ormConfig);
    folder = await mkdtemp(path.join(tmpdir(), 'scan-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  async function write(statement: string, ...values: unknown[]): Promise<void> {
    const orm = await MikroORM.init({
      clientUrl: database.url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    await orm.em.execute(statement, values);
    await orm.close();
  }

  const publish = (data: object) =>
    write(
      `insert into outbox (id, topic, subject, data, created_at) values (?, 'a.b.v1', 'x', ?, now())`,
      randomUUID(),
      JSON.stringify(data),
    );

  it('finds nothing in what is as it should be', async () => {
    await publish({ orderId: '42424242-4242-4242-8242-424242424242', at: Date.now(), code: 'card-declined' });
    await write(
      `insert into payment_methods values (gen_random_uuid(), gen_random_uuid(), 'sandbox', 'tok_visa', 'visa', '4242',
         12, 2039, true, now(), null)`,
    );
    await writeFile(path.join(folder, 'a.log'), '{"msg":"paid","traceId":"4242424242424242a","pan":null}\n');
    const report = await scanDatabase('payment', database.url);
    expect(report.findings).toEqual([]);
    expect(report.scanned).toBeGreaterThan(5);
    expect(await scanFiles([folder, path.join(folder, 'none')], folder)).toEqual({
      scanned: 1,
      findings: [],
    });
  });

  it.each<[string, () => Promise<void>, string, string]>([
    [
      'a number in an event',
      () => publish({ note: [`pay with ${NUMBER}`] }),
      'outbox.data',
      'a card number in 1 row',
    ],
    [
      'a number as a number in an event',
      () => publish({ n: 5_555_555_555_554_444 }),
      'outbox.data',
      'a card number in 1 row',
    ],
    [
      'a code in an event',
      () => publish({ card: { cvv: '123' } }),
      'outbox.data',
      'a member named cvv in 1 row',
    ],
    [
      'a number in an answer that is kept for repeats',
      () =>
        write(
          `insert into idempotency_keys values ('a', 'b', 'c', 200, '{}', ?, now())`,
          JSON.stringify({ reason: '378282246310005' }),
        ),
      'idempotency_keys.body',
      'a card number in 1 row',
    ],
    [
      'a code in a text',
      () => write(`insert into idempotency_keys values ('a', 'cvc 1234', 'c', 200, '{}', '', now())`),
      'idempotency_keys.key',
      'the code of a card in 1 row',
    ],
    [
      'a column for it',
      () => write('alter table payments add column card_number text'),
      'payments.card_number',
      'a column for card data',
    ],
  ])('sees %s in a database', async (_name, plant, where, what) => {
    await plant();
    const { findings } = await scanDatabase('payment', database.url);
    expect(findings).toEqual([{ place: `database payment, ${where}`, what }]);
    expect(JSON.stringify(findings)).not.toContain('4242');
  });

  it('sees a number in a log, in a broker’s store and in dead letters, and names the line', async () => {
    await mkdir(path.join(folder, 'mqtt'));
    await writeFile(path.join(folder, 'a.log'), `one\n{"msg":"card ${NUMBER}"}\n`);
    await writeFile(
      path.join(folder, 'mqtt', '000003.log'),
      Buffer.from([0, 1, 255, ...Buffer.from(`{"note":"${NUMBER}"}`), 0]),
    );
    await writeFile(path.join(folder, 'dead.ndjson'), '{"cvc":1}\n');
    const { findings } = await scanFiles([folder], folder);
    expect([...findings].sort((a, b) => a.place.localeCompare(b.place))).toEqual([
      { place: 'a.log:2', what: 'a card number' },
      { place: 'dead.ndjson:1', what: 'a member named cvc' },
      { place: path.join('mqtt', '000003.log:1'), what: 'a card number' },
    ]);
    expect(JSON.stringify(findings)).not.toContain('4242');
  });
});
