import type { EntityManager } from '@mikro-orm/postgresql';
import type { TimelineEntryView } from './timeline.schema';

export interface TimelineFilter {
  readonly orderId: string;
  /** The trace of the order itself. */
  readonly traceId: string | null;
  /** Whether to show what customers do not see. */
  readonly forStaff: boolean;
  /** The time and id of the last entry of the page before. */
  readonly after: readonly [at: string, id: string] | undefined;
  readonly limit: number;
}

/**
 * Three sources, none of which is ever pruned: the timeline, the history of the order's moves, and what the outbox has
 * not published yet (once it has, it is on the timeline). Attempts of one kind are counted, per topic and return.
 */
const ENTRIES = `
  select id, at, kind, from_status, to_status, detail, actor_kind, actor_id, return_id, amount_minor, trace_id, topic,
         event_id, late_ms, published_at
    from order_timeline where order_id = ?
  union all
  select h.id, h.at, 'status', h.from_status, h.to_status,
         case when h.to_status = 'cancelled' then coalesce(o.cancellation_note, h.reason) else h.reason end,
         h.actor_kind, h.actor_id, null, null, h.trace_id, null, null, null, null
    from order_status_history h join orders o on o.id = h.order_id where h.order_id = ?
  union all
  select id, created_at, 'published', null, null, null, null, null, (data->>'returnId')::uuid, null,
         split_part(traceparent, '-', 2), topic, id, null, null
    from outbox where published_at is null and subject = ?`;

/** Reads what happened to an order, oldest first, in one statement. */
export async function findTimeline(em: EntityManager, filter: TimelineFilter): Promise<TimelineEntryView[]> {
  const { orderId, after, forStaff } = filter;
  const rows: Row[] = await em.execute(
    `select * from (
       select e.*, row_number() over (partition by kind, topic, return_id order by at, id) as attempt from (${ENTRIES}) e
     ) numbered
     where ${forStaff ? 'true' : "kind in ('status', 'return', 'refund', 'tracking', 'payment-action')"}
       ${after ? 'and (at, id) > (?, ?)' : ''}
     order by at, id limit ?`,
    [orderId, orderId, orderId, ...(after ?? []), filter.limit],
  );
  return rows.map((row) => ({ ...toView(row, filter.traceId), ...(forStaff ? toStaffView(row) : {}) }));
}

interface Row {
  readonly id: string;
  readonly at: string;
  readonly kind: TimelineEntryView['kind'];
  readonly from_status: string | null;
  readonly to_status: string | null;
  readonly detail: string | null;
  readonly actor_kind: TimelineEntryView['actor'];
  readonly actor_id: string | null;
  readonly return_id: string | null;
  readonly amount_minor: string | null;
  readonly trace_id: string | null;
  readonly topic: string | null;
  readonly event_id: string | null;
  readonly late_ms: string | null;
  readonly published_at: string | null;
  readonly attempt: string;
}

const toTime = (text: string) => new Date(text).toISOString();
const toNumber = (text: string | null) => (text === null ? null : Number(text));

const toView = (row: Row, orderTraceId: string | null): TimelineEntryView => ({
  id: row.id,
  at: toTime(row.at),
  kind: row.kind,
  from: row.from_status,
  to: row.to_status,
  detail: row.detail,
  actor: row.actor_kind,
  returnId: row.return_id,
  amountMinor: toNumber(row.amount_minor),
  traceId: row.trace_id ?? orderTraceId,
});

const COUNTED = new Set<TimelineEntryView['kind']>(['published', 'check', 'hold']);

const toStaffView = (row: Row): Partial<TimelineEntryView> => ({
  actorId: row.actor_id,
  topic: row.topic,
  eventId: row.event_id,
  lateMs: toNumber(row.late_ms),
  publishedAt: row.published_at === null ? null : toTime(row.published_at),
  attempt: COUNTED.has(row.kind) ? Number(row.attempt) : null,
});
