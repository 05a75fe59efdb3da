import { Counter, Gauge, type Registry } from 'prom-client';
import type { Inbox } from '../inbox-of';
import type { AuditDeps } from './audit-inbox';

/**
 * Adds to a registry what the audit had to bring, and since when it does not know whether more is missing.
 *
 * @returns what the audit reports its outcomes to
 */
export function observeAudit(registry: Registry, inbox: Inbox): AuditDeps['noteOutcome'] {
  new Gauge({
    name: 'inbox_audit_lag_seconds',
    help: 'Since when the inbox is not known to hold all that a publisher had published until shortly before.',
    labelNames: ['publisher'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { publisher, seconds } of await readLags(inbox)) this.set({ publisher }, seconds);
    },
  });
  const outcomes = new Counter({
    name: 'inbox_audit_events_total',
    help: 'Events that the inbox lacked a while after their publication, by what became of them.',
    labelNames: ['topic', 'outcome'],
    registers: [registry],
  });
  return (topic, outcome) => outcomes.inc({ topic, outcome });
}

async function readLags(inbox: Inbox): Promise<{ publisher: string; seconds: number }[]> {
  try {
    return await inbox
      .session()
      .execute(
        'select publisher, extract(epoch from now() - caught_up_at)::float8 as seconds from event_audits',
      );
  } catch {
    // A scrape must not fail because the database does; that it does is seen elsewhere.
    return [];
  }
}
