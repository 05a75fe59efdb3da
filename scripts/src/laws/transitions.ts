import { inOneDatabase, type Check } from './law';

/** The legal moves, stated here once more on purpose: a checker must not believe what it checks. */
const ORDER_MOVES = `(values (null, 'pending'), ('pending', 'confirmed'), ('pending', 'cancelled'), ('confirmed', 'shipped'),
  ('confirmed', 'cancelled'), ('shipped', 'delivered'), ('delivered', 'returned'))`;
const RETURN_MOVES = `(values (null, 'requested'), ('requested', 'accepted'), ('requested', 'rejected'),
  ('requested', 'withdrawn'), ('accepted', 'refunded'), ('accepted', 'refund-failed'), ('refund-failed', 'refunded'))`;
const RETURN_HISTORY = `(select id, return_id, from_status, to_status from order_timeline where kind = 'return')`;
const PAYMENT_MOVES = `(values (null, 'pending'), ('pending', 'requires-action'), ('pending', 'authorized'),
  ('pending', 'completed'), ('pending', 'failed'), ('requires-action', 'authorized'), ('requires-action', 'completed'),
  ('requires-action', 'failed'), ('authorized', 'completed'), ('authorized', 'failed'), ('authorized', 'voided'),
  ('completed', 'refunded'))`;

const illegalMoves = (history: string, owner: string, moves: string) => `
  select format('${owner} %s went from %s to %s', h.${owner}_id, coalesce(h.from_status, 'nothing'), h.to_status) as violation
  from ${history} h
  where not exists (select 1 from ${moves} as legal (a, b) where a is not distinct from h.from_status and b = h.to_status)`;

/** The entries must be one path, whatever their time says: a clock may have jumped between two of them. */
const brokenPaths = (history: string, owner: string, table: string) => `
  with moves as (select ${owner}_id as owner, from_status, to_status from ${history}),
  paths as (
    select owner, count(*) filter (where from_status is null) as beginnings,
      count(*) - count(distinct to_status) as repetitions,
      string_agg(to_status, ' and ') filter (where not exists (
        select 1 from moves next where next.owner = moves.owner and next.from_status = moves.to_status)) as ends,
      string_agg(from_status, ' and ') filter (where from_status is not null and not exists (
        select 1 from moves before where before.owner = moves.owner and before.to_status = moves.from_status)) as gaps
    from moves group by owner)
  select format('${owner} %s is %s, its history ends or breaks at %s', o.id, o.status,
      coalesce(p.gaps, p.ends, 'nothing')) as violation
  from ${table} o left join paths p on p.owner = o.id
  where p.owner is null or p.beginnings <> 1 or p.repetitions > 0 or p.gaps is not null
    or p.ends is distinct from o.status`;

/** Law 6: states move only along their tables, and each move is kept. */
export const transitionChecks: readonly Check[] = [
  inOneDatabase(
    6,
    'orders made legal moves only',
    'order',
    illegalMoves('order_status_history', 'order', ORDER_MOVES),
  ),
  inOneDatabase(
    6,
    'the history of an order leads to where it is',
    'order',
    brokenPaths('order_status_history', 'order', 'orders'),
  ),
  inOneDatabase(
    6,
    'returns made legal moves only',
    'order',
    illegalMoves(RETURN_HISTORY, 'return', RETURN_MOVES),
  ),
  inOneDatabase(
    6,
    'the history of a return leads to where it is',
    'order',
    brokenPaths(`${RETURN_HISTORY} moves`, 'return', 'order_returns'),
  ),
  inOneDatabase(
    6,
    'payments made legal moves only',
    'payment',
    illegalMoves('payment_status_history', 'payment', PAYMENT_MOVES),
  ),
  inOneDatabase(
    6,
    'the history of a payment leads to where it is',
    'payment',
    brokenPaths('payment_status_history', 'payment', 'payments'),
  ),
];
