import { eventually, sendTo } from '@sidecart/testing';
import { createMetrics } from '../src';
import { startEventAudit } from '../src/events/audit/start-event-audit';
import { commitEvent, isOver, mark, startAuditShops, type AuditShops } from './audit-shops';
import { startSample } from './sample-app';

let shops: AuditShops;

beforeAll(async () => {
  shops = await startAuditShops();
});

beforeEach(() => shops.reset());

afterAll(() => shops.close());

describe('what a service has published', () => {
  it('is told to those that hear its events, and to nobody else', async () => {
    const service = await startSample({ name: 'auth', orm: shops.publisher, consumers: ['sample'] });
    const ask = (caller: string) =>
      sendTo(service.url, 'GET', '/internal/events?topics=user.registered.v1', {
        headers: { 'dapr-caller-app-id': caller },
      });
    expect((await ask('sample')).status).toBe(200);
    expect((await ask('gateway')).status).toBe(403);
    expect((await sendTo(service.url, 'GET', '/internal/events?topics=x')).status).toBe(403);
    await service.close();
  });
});

describe('the worker of the audit', () => {
  it('brings what was lost, and shows how far it is', async () => {
    const id = await shops.publish();
    await shops.consumer.em.fork().execute('delete from event_audits');
    const metrics = createMetrics('sample');
    const worker = startEventAudit({
      name: 'sample',
      inbox: shops.inbox,
      sidecar: shops.sidecar,
      log: shops.log,
      metrics,
    });
    await eventually(async () => expect(await shops.effects()).toEqual([id]));
    await worker.stop();
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/inbox_audit_lag_seconds{publisher="auth",service="sample"} [\d.e-]+$/m);
    expect(text).toMatch(
      /inbox_audit_events_total{topic="user.registered.v1",outcome="applied",service="sample"} 1/,
    );
  });

  it('reads its own outbox itself', async () => {
    const { consumer, inbox, log } = shops;
    const id = await commitEvent(consumer);
    await mark(consumer.em.fork(), id, 60);
    await isOver(consumer, id);
    await shops.consumer.em.fork().execute('delete from event_audits');
    shops.sidecar.down = true;
    const metrics = createMetrics('auth');
    const worker = startEventAudit({ name: 'auth', inbox, sidecar: shops.sidecar, log, metrics });
    await eventually(async () => expect(await shops.effects()).toEqual([id]));
    await worker.stop();
  });
});
