import type { EntityManager } from '@mikro-orm/postgresql';
import type { CloudEvent } from '@sidecart/contracts';
import type { Logger } from '../../logger';
import type { DeliveryOutcome } from '../deliver';
import type { Inbox } from '../inbox-of';
import { MAX_FETCHED, MAX_LISTED } from './outbox-routes';
import type { PublishedEvents } from './published-events';

/** A first audit of a database that has heard events for longer than this goes no further back. */
const FIRST_LOOK_SECONDS = 3_600;

/** For how long an event is tried that cannot be applied for now. */
const PATIENCE_MS = 24 * 3_600_000;

/** How many events may wait before the audit stands still. */
const MAX_WAITING = 200;

/** A pass that takes longer ends early, and the next goes on. */
const MAX_PASS_MS = 10_000;

/** What became of an event that the inbox lacked: what a delivery may come to, or `abandoned` after a day of trying. */
export type AuditOutcome = DeliveryOutcome | 'abandoned';

export interface AuditDeps {
  readonly inbox: Inbox;
  readonly log: Logger;
  readonly noteOutcome: (topic: string, outcome: AuditOutcome) => void;
}

/** Where the audit of one publisher stands. */
export interface AuditState {
  /** Undefined before the first answer. */
  readonly position: string | undefined;
  readonly waiting: readonly string[];
}

/** Where it stands after a pass, and whether there is nothing more to do for now. */
export interface AuditResult extends AuditState {
  readonly isCaughtUp: boolean;
  readonly hasMore: boolean;
}

/**
 * Compares the inbox with the next page of what a publisher has published, and applies what is missing the way a delivery
 * is: whatever the broker brings meanwhile or later is a duplicate. What is dropped is passed over. What fails for now
 * waits beside the position and is tried at each pass, until it succeeds or a day is over.
 *
 * @throws DomainError unavailable when the publisher does not answer
 */
export async function auditInbox(
  publisher: string,
  published: PublishedEvents,
  state: AuditState,
  deps: AuditDeps,
): Promise<AuditResult> {
  const em = deps.inbox.session();
  const topics = topicsOf(deps.inbox, publisher);
  const page = await published.list({ topics, limit: MAX_LISTED, ...(await startOf(em, state)) });
  const missing = await findMissing(em, [...page.ids, ...state.waiting]);
  const tried = await applyAll(missing, published, deps);
  if (tried.applied > 0) deps.log.warn('the audit brought events', { publisher, events: tried.applied });
  const waiting = [...tried.failed, ...tried.left];
  if (tried.left.length > 0 || waiting.length > MAX_WAITING) {
    // What is on this page is found again by the next pass.
    const stillWaiting = state.waiting.filter((id) => waiting.includes(id));
    return { position: state.position, waiting: stillWaiting, isCaughtUp: false, hasMore: tried.applied > 0 };
  }
  const isCaughtUp = !page.hasMore && waiting.length === 0;
  return { position: page.position, waiting, isCaughtUp, hasMore: page.hasMore };
}

/** The topics of a publisher that an inbox is subscribed to. */
export const topicsOf = ({ subscriptions }: Inbox, publisher: string): string[] =>
  subscriptions.filter(({ event }) => event.publisher === publisher).map(({ event }) => event.type);

async function startOf(em: EntityManager, { position }: AuditState) {
  if (position !== undefined) return { after: position };
  const old: unknown[] = await em.execute(
    'select 1 from inbox where received_at < now() - make_interval(secs => ?) limit 1',
    [FIRST_LOOK_SECONDS],
  );
  // A young database asks for all there is: it may have been away while it was published.
  return old.length > 0 ? { maxAgeSeconds: FIRST_LOOK_SECONDS } : {};
}

async function findMissing(em: EntityManager, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await em.execute<{ event_id: string }[]>(
    `select event_id from inbox where event_id in (${ids.map(() => '?').join(', ')})`,
    [...ids],
  );
  const known = new Set(rows.map((row) => row.event_id));
  return [...new Set(ids)].filter((id) => !known.has(id));
}

interface Tried {
  readonly applied: number;
  /** Those that may be applied later. */
  readonly failed: readonly string[];
  /** Those for which there was no time. */
  readonly left: readonly string[];
}

async function applyAll(ids: readonly string[], published: PublishedEvents, deps: AuditDeps): Promise<Tried> {
  const endsAt = performance.now() + MAX_PASS_MS;
  const failed: string[] = [];
  let applied = 0;
  let left = [...ids];
  while (left.length > 0) {
    const events = await published.fetch(left.slice(0, MAX_FETCHED));
    for (const event of events) {
      if (performance.now() > endsAt) return { applied, failed, left };
      const outcome = await applyOne(event, deps);
      if (outcome === 'applied') applied += 1;
      if (outcome === 'retried') failed.push(event.id);
      left = left.filter((id) => id !== event.id);
    }
    // The publisher keeps none of them any more.
    if (events.length === 0) left = left.slice(MAX_FETCHED);
  }
  return { applied, failed, left };
}

async function applyOne(event: CloudEvent, { inbox, log, noteOutcome }: AuditDeps): Promise<AuditOutcome> {
  const { id: eventId, type: topic } = event;
  const delivered = await inbox.deliver(topic, event);
  const isTooOld = Date.now() - Date.parse(event.time ?? '') > PATIENCE_MS;
  const outcome = delivered === 'retried' && isTooOld ? 'abandoned' : delivered;
  if (outcome === 'abandoned')
    log.error('event abandoned: it could not be applied for a day', { topic, eventId });
  if (outcome === 'dropped') log.warn('the audit passes over an event that is refused', { topic, eventId });
  noteOutcome(topic, outcome);
  return outcome;
}
