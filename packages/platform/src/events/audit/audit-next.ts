import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '../../errors';
import { auditInbox, type AuditDeps, type AuditResult, type AuditState } from './audit-inbox';
import type { PublishedEvents } from './published-events';

const AUDIT_INTERVAL_SECONDS = 20;

/** A replica that takes longer for a pass, or is gone, is taken over from; both may then apply the same, once. */
const LEASE_SECONDS = 60;

/**
 * Audits the publisher that is due longest.
 *
 * @returns 0 when none is due
 */
export async function auditNext(
  publishers: ReadonlyMap<string, PublishedEvents>,
  deps: AuditDeps,
): Promise<number> {
  const claim = await claimAudit(deps.inbox.session(), [...publishers.keys()]);
  if (!claim) return 0;
  const { publisher, ...state } = claim;
  const published = publishers.get(publisher);
  if (!published) return 0;
  try {
    const result = await auditInbox(publisher, published, state, deps);
    await save(deps.inbox.session(), publisher, state, result);
  } catch (error) {
    // The row stays claimed until it is due again: a publisher that is down is asked no more often than usual.
    const isAway = error instanceof DomainError && error.kind === 'unavailable';
    deps.log.log(isAway ? 'debug' : 'warn', 'audit not finished', { publisher, error });
    await postpone(deps.inbox.session(), publisher);
  }
  return 1;
}

async function claimAudit(
  em: EntityManager,
  publishers: readonly string[],
): Promise<(AuditState & { readonly publisher: string }) | undefined> {
  const [row] = await em.execute<{ publisher: string; position: string | null; waiting: string[] }[]>(
    `with due as materialized (
       select publisher from event_audits
        where publisher in (${publishers.map(() => '?').join(', ')}) and next_audit_at <= now()
        order by next_audit_at limit 1 for update skip locked)
     update event_audits a set next_audit_at = now() + make_interval(secs => ?)
       from due where a.publisher = due.publisher returning a.publisher, a.position, a.waiting`,
    [...publishers, LEASE_SECONDS],
  );
  return row && { ...row, position: row.position ?? undefined };
}

/** Unless another replica took over and has got further. */
async function save(
  em: EntityManager,
  publisher: string,
  before: AuditState,
  after: AuditResult,
): Promise<void> {
  await em.execute(
    `update event_audits set position = ?, waiting = ?::jsonb, next_audit_at = now() + make_interval(secs => ?),
            caught_up_at = case when ? then now() else caught_up_at end
      where publisher = ? and position is not distinct from ?`,
    [
      after.position ?? null,
      JSON.stringify(after.waiting),
      after.hasMore ? 0 : AUDIT_INTERVAL_SECONDS,
      after.isCaughtUp,
      publisher,
      before.position ?? null,
    ],
  );
}

async function postpone(em: EntityManager, publisher: string): Promise<void> {
  await em.execute(
    'update event_audits set next_audit_at = now() + make_interval(secs => ?) where publisher = ?',
    [AUDIT_INTERVAL_SECONDS, publisher],
  );
}
