import { randomUUID } from 'node:crypto';
import { orderDeliveredV1 } from '@sidecart/contracts';
import { claimNotifications, deliverNotification } from '../src/use-cases/deliver-notifications';
import { startNotification, type NotificationService, type Person } from './harness';

// No worker runs here: each test is the worker, and stops where a crash would stop it.
let service: NotificationService;

beforeAll(async () => {
  service = await startNotification({ workers: false });
  await service.deliveryDeps.templates.publish();
});
afterAll(() => service.close());
afterEach(async () => {
  service.mailbox.reject = undefined;
  await service.orm.em.fork().execute(`update notifications set status = 'failed' where status = 'queued'`);
});

async function queue(person: Person) {
  const orderId = randomUUID();
  await service.deliver(orderDeliveredV1, {
    orderId,
    orderNumber: 'SC-1',
    customerId: person.id,
    deliveredAt: new Date().toISOString(),
  });
  return `order.delivered:${orderId}`;
}

const claim = async () => (await claimNotifications(service.orm.em.fork(), 'email', 1))[0]!;

const attempt = async () => {
  await service.hurry();
  await deliverNotification(service.deliveryDeps, await claim());
};

const logOf = async (factKey: string) =>
  service.orm.em.fork().execute<{ attempt: number; outcome: string; code: string | null }[]>(
    `select l.attempt, l.outcome, l.code from notification_logs l join notifications n on n.id = l.notification_id
       where n.fact_key = ? and n.channel = 'email' order by l.id`,
    [factKey],
  );

describe('a delivery', () => {
  it('waits for a mail server that is down, and is made once when it is back', async () => {
    const person = service.person();
    const fact = await queue(person);
    await service.mailbox.stop();
    await attempt();
    await attempt();
    expect(await service.hasStatus(fact, 'queued')).toMatchObject({ attempts: 2 });
    await service.mailbox.start();
    await attempt();
    await service.hasStatus(fact, 'sent');
    await service.mailsOf(person, 1);
    expect((await logOf(fact)).map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'deferred'],
      [2, 'deferred'],
      [3, 'sent'],
    ]);
    await service.hurry();
    expect(await claimNotifications(service.orm.em.fork(), 'email', 10)).toEqual([]);
  });

  it('waits ever longer between attempts', async () => {
    await queue(service.person());
    service.mailbox.reject = { code: 451, text: 'later' };
    const delays: number[] = [];
    for (let count = 1; count <= 12; count += 1) {
      await attempt();
      const [row] = await service.orm.em
        .fork()
        .execute<{ seconds: string }[]>(
          `select extract(epoch from next_attempt_at - now()) as seconds from notifications where status = 'queued'`,
        );
      delays.push(Number(row?.seconds));
    }
    expect(delays[0]).toBeLessThanOrEqual(1);
    expect(delays.at(-1)).toBeGreaterThan(800);
    expect(Math.max(...delays)).toBeLessThanOrEqual(900);
  });

  it('is dead after its last attempt, and says so without naming anybody', async () => {
    const person = service.person();
    const fact = await queue(person);
    service.mailbox.reject = { code: 451, text: `mailbox of ${person.email} is full` };
    await service.orm.em
      .fork()
      .execute(`update notifications set attempts = 19 where fact_key = ? and channel = 'email'`, [fact]);
    await attempt();
    await service.hasStatus(fact, 'dead');
    expect(await logOf(fact)).toEqual([{ attempt: 20, outcome: 'dead', code: 'smtp-451' }]);
    expect(service.logged.some((line) => line.includes('"level":"error"'))).toBe(true);
    expect(service.logged.join('\n')).not.toContain(person.email);
  });

  it('fails at once when the mail server refuses the recipient for good', async () => {
    const person = service.person();
    const fact = await queue(person);
    service.mailbox.reject = { code: 550, text: `no such user ${person.email}` };
    await attempt();
    await service.hasStatus(fact, 'failed');
    expect(await logOf(fact)).toEqual([{ attempt: 1, outcome: 'failed', code: 'smtp-550' }]);
    expect(service.logged.join('\n')).not.toContain(person.email);
  });

  it('waits for a user service that is down', async () => {
    const person = service.person();
    const fact = await queue(person);
    service.sidecar.down = true;
    await attempt();
    service.sidecar.down = false;
    expect(await logOf(fact)).toEqual([{ attempt: 1, outcome: 'deferred', code: 'unavailable' }]);
    await attempt();
    await service.hasStatus(fact, 'sent');
  });

  it('fails when the person is gone', async () => {
    const stranger = { ...service.person(), id: randomUUID() };
    const fact = await queue(stranger);
    await attempt();
    await service.hasStatus(fact, 'failed');
    expect(await logOf(fact)).toEqual([{ attempt: 1, outcome: 'failed', code: 'recipient-gone' }]);
  });

  it('that was made but not recorded is made again under the same message id', async () => {
    const person = service.person();
    const fact = await queue(person);
    const crashed = await claim();
    const crashing = {
      ...service.deliveryDeps,
      now: () => {
        if (service.mailbox.mailsTo(person.email).length > 0) throw new Error('crash');
        return new Date();
      },
    };
    await expect(deliverNotification(crashing, crashed)).rejects.toThrow('crash');
    expect(service.mailbox.mailsTo(person.email)).toHaveLength(1);
    await attempt();
    const { id } = await service.hasStatus(fact, 'sent');
    const mails = service.mailbox.mailsTo(person.email);
    expect(mails.map(({ messageId }) => messageId)).toEqual([`<${id}@shop.example>`, `<${id}@shop.example>`]);
  });

  it('is recorded as sent once when two replicas hold it, one of them after its lease', async () => {
    const person = service.person();
    const fact = await queue(person);
    const late = await claim();
    await service.hurry();
    const current = await claim();
    service.mailbox.reject = { code: 451, text: 'later' };
    await deliverNotification(service.deliveryDeps, late);
    expect(await claimNotifications(service.orm.em.fork(), 'email', 1)).toEqual([]);
    service.mailbox.reject = undefined;
    await deliverNotification(service.deliveryDeps, current);
    await service.hasStatus(fact, 'sent');
    expect((await logOf(fact)).map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'deferred'],
      [2, 'sent'],
    ]);
  });

  it('with a template that cannot be filled in waits for the release that mends it', async () => {
    const fact = await queue(service.person());
    await service.orm.em
      .fork()
      .execute(`update notifications set variables = '{}' where fact_key = ?`, [fact]);
    await attempt();
    expect(await logOf(fact)).toEqual([{ attempt: 1, outcome: 'deferred', code: 'internal' }]);
    expect(service.logged.at(-1)).toContain('"level":"error"');
  });

  it('by one channel does not wait for another that is slow', async () => {
    const person = { ...service.person() };
    const fact = await queue(person);
    await service.sql(
      `insert into notifications (id, fact_key, user_id, kind, channel, template_version, variables, status, attempts, resends,
         next_attempt_at, created_at)
       select gen_random_uuid(), 'slow:' || n, ?, 'order-delivered', 'sms', 1, '{}', 'queued', 0, 0, now() - interval '1 h', now()
       from generate_series(1, 50) n`,
      [person.id],
    );
    const [mine] = await claimNotifications(service.orm.em.fork(), 'email', 4);
    expect(mine?.id).toBe((await service.hasStatus(fact, 'queued')).id);
    expect(await claimNotifications(service.orm.em.fork(), 'sms', 4)).toHaveLength(4);
  });
});
