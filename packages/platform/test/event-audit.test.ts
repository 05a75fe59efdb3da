import { countStatements, eventually } from '@sidecart/testing';
import { userRegisteredV1 } from '@sidecart/contracts';
import { DomainError } from '../src';
import { awayAnswer, commitEvent, mark, startAuditShops, type AuditShops } from './audit-shops';

let shops: AuditShops;

beforeAll(async () => {
  shops = await startAuditShops();
});

beforeEach(() => shops.reset());

afterAll(() => shops.close());

/** One pass of its own. */
async function auditAgain(): Promise<void> {
  await shops.makeDue();
  await shops.audit();
}

const deliver = (id: string) =>
  shops.inbox.deliver(userRegisteredV1.type, {
    specversion: '1.0',
    id,
    type: userRegisteredV1.type,
    source: 'auth',
    data: { userId: id, registeredAt: new Date().toISOString() },
  });

const runOn = async (database: 'publisher' | 'consumer', sql: string, values: unknown[] = []) =>
  shops[database].em.fork().execute<Record<string, string>[]>(sql, values);

describe('the audit', () => {
  it('applies within one pass what the broker has lost, in the order of its publication, and counts it', async () => {
    const ids = [await shops.publish(), await shops.publish(), await shops.publish()];
    await shops.audit();
    const applied = await runOn('consumer', 'select event_id from effects');
    expect(applied.map((row) => row['event_id'])).toEqual(ids);
    expect(shops.outcomes).toEqual(['applied', 'applied', 'applied']);
  });

  it('does nothing twice, whether the broker or the audit came first', async () => {
    const [first, second] = [await shops.publish(), await shops.publish()];
    expect(await deliver(first)).toBe('applied');
    await shops.audit();
    await auditAgain();
    expect(await deliver(second)).toBe('duplicate');
    expect(await shops.effects()).toEqual([first, second].sort());
    expect(shops.outcomes).toEqual(['applied']);
  });

  it('leaves to the broker what was published just now, also when something later is older by its clock', async () => {
    const young = await shops.publish(1);
    const old = await shops.publish();
    await shops.audit();
    expect(await shops.effects()).toEqual([]);
    await runOn('publisher', `update outbox set published_at = now() - interval '1 minute' where id = ?`, [
      young,
    ]);
    await auditAgain();
    expect(await shops.effects()).toEqual([young, old].sort());
  });

  it('does not jump over what is committed late', async () => {
    const late = await commitEvent(shops.publisher);
    const tx = shops.publisher.em.fork();
    await tx.begin();
    await mark(tx, late, 60);
    const early = await commitEvent(shops.publisher);
    await mark(shops.publisher.em.fork(), early, 60);
    await shops.audit();
    expect(await shops.effects()).toEqual([]);
    await tx.commit();
    await eventually(async () => {
      await auditAgain();
      expect(await shops.effects()).toEqual([late, early].sort());
    });
  });

  it('passes over what is refused, once, and goes on', async () => {
    const works = shops.handle;
    const poison = await shops.publish();
    shops.handle = (input) =>
      input.eventId === poison ? Promise.reject(new DomainError('refused', 'no', 'No.')) : works(input);
    const good = await shops.publish();
    await shops.audit();
    await auditAgain();
    expect(await shops.effects()).toEqual([good]);
    expect(shops.outcomes).toEqual(['dropped', 'applied']);
    expect(shops.lines).toContainEqual(
      expect.objectContaining({ message: 'the audit passes over an event that is refused', eventId: poison }),
    );
  });

  it('tries again what fails for now until it succeeds, without keeping the rest from being applied', async () => {
    const works = shops.handle;
    const failing = await shops.publish();
    shops.handle = (input) => (input.eventId === failing ? Promise.reject(new Error('no')) : works(input));
    const good = await shops.publish();
    await shops.audit();
    const later = await shops.publish();
    await auditAgain();
    expect(await shops.effects()).toEqual([good, later].sort());
    shops.handle = works;
    await auditAgain();
    expect(await shops.effects()).toEqual([failing, good, later].sort());
    await auditAgain();
    expect(shops.outcomes).toEqual(['retried', 'applied', 'retried', 'applied', 'applied']);
  });

  it('gives up after a day, and says so', async () => {
    shops.handle = () => Promise.reject(new Error('no'));
    const id = await shops.publish();
    await shops.audit();
    await runOn('publisher', `update outbox set created_at = now() - interval '25 hours'`);
    await auditAgain();
    await auditAgain();
    expect(shops.outcomes).toEqual(['retried', 'abandoned']);
    expect(shops.lines).toContainEqual(expect.objectContaining({ level: 'error', eventId: id }));
  });

  it('takes nothing for lost that the inbox may only have forgotten', async () => {
    const id = await shops.publish();
    await runOn('publisher', `update outbox set created_at = now() - interval '13 days 1 minute'`);
    await shops.audit();
    expect(await shops.effects()).toEqual([]);
    expect(id).toBeDefined();
  });

  it('begins an hour back where events have been heard for longer, and at the beginning where not', async () => {
    const [old, recent] = [await shops.publish(7_200), await shops.publish(600)];
    await runOn('consumer', `insert into inbox values (gen_random_uuid(), 't', now() - interval '2 hours')`);
    await shops.audit();
    expect(await shops.effects()).toEqual([recent]);
    await runOn(
      'consumer',
      'delete from inbox; delete from effects; update event_audits set position = null',
    );
    await auditAgain();
    expect(await shops.effects()).toEqual([old, recent].sort());
  });

  it('begins anew where the database of the publisher has another life', async () => {
    await runOn(
      'consumer',
      `update event_audits set position = '9000000000:ffffffff-ffff-ffff-ffff-ffffffffffff'`,
    );
    const id = await shops.publish();
    await shops.audit();
    expect(await shops.effects()).toEqual([id]);
  });

  it('goes through any number of events, page by page', async () => {
    await runOn(
      'publisher',
      `insert into outbox (id, topic, subject, data, created_at, published_at, published_tx)
       select gen_random_uuid(), 'user.registered.v1', 's',
              json_build_object('userId', gen_random_uuid(), 'registeredAt', '2026-01-02T03:04:05Z', 'p', repeat('x', 30000)),
              now(), now() - interval '1 minute', pg_current_xact_id()::text::bigint from generate_series(1, 600)`,
    );
    await eventually(async () => {
      await auditAgain();
      expect(await shops.effects()).toHaveLength(600);
    });
  });

  it('is shared by replicas, and has its effect once where they overlap', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => shops.publish()));
    await Promise.all([shops.audit(), shops.audit()]);
    expect(await shops.effects()).toEqual(ids.sort());
    const before = shops.sidecar.invocations.length;
    await Promise.all([shops.audit(), shops.audit()]);
    expect(shops.sidecar.invocations.length).toBe(before);
    // One that is taken over from, because it took too long, does not set the other back.
    const works = shops.handle;
    const released: (() => void)[] = [];
    const held = new Promise<void>((resolve) => released.push(resolve));
    const slow = await shops.publish();
    shops.handle = async (input) => {
      shops.handle = works;
      await held;
      await works(input);
    };
    await shops.makeDue();
    const first = shops.audit();
    await eventually(() => expect(shops.handle).toBe(works));
    await shops.makeDue();
    const second = shops.audit();
    released[0]?.();
    await Promise.all([first, second]);
    expect(await shops.effects()).toEqual([...ids, slow].sort());
  });

  it('waits for a publisher that is away, without a word', async () => {
    const id = await shops.publish();
    shops.sidecar.down = true;
    await shops.audit();
    expect(shops.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
    shops.sidecar.down = false;
    await auditAgain();
    expect(await shops.effects()).toEqual([id]);
    shops.sidecar.respondAs('auth', awayAnswer);
    await auditAgain();
  });

  it('costs two statements where nothing is new', async () => {
    await deliver(await shops.publish());
    await shops.audit();
    await shops.makeDue();
    expect(await countStatements({ orm: shops.consumer }, () => shops.audit())).toBe(3);
  });
});
