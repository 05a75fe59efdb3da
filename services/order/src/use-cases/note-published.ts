import type { OnPublished } from '@sidecart/platform';

/**
 * Keeps on the timelines of orders what has left the outbox, whose rows are pruned after a while. What has not left it
 * yet is never pruned, so the timeline reads it there.
 */
export const notePublished: OnPublished = async (tx, eventIds, at) => {
  await tx.execute(
    `insert into order_timeline (id, order_id, at, kind, topic, event_id, published_at, return_id, trace_id)
     select e.id, o.id, e.created_at, 'published', e.topic, e.id, ?, (e.data->>'returnId')::uuid,
            split_part(e.traceparent, '-', 2)
     from outbox e join orders o on o.id = e.subject::uuid
     where e.id in (${eventIds.map(() => '?').join(', ')})
     on conflict do nothing`,
    [at, ...eventIds],
  );
};
