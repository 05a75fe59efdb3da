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

const brokenPaths = (history: string, owner: string, table: string) => `
  select format('${owner} %s is %s, its history ends or breaks at %s', o.id, o.status, coalesce(h.to_status, 'nothing'))
    as violation
  from ${table} o left join (
    select ${owner}_id, to_status, from_status,
      lag(to_status) over w as before, row_number() over (partition by ${owner}_id order by id desc) as from_end
    from ${history} window w as (partition by ${owner}_id order by id)) h on h.${owner}_id = o.id
  where h.${owner}_id is null or h.before is distinct from h.from_status or (h.from_end = 1 and h.to_status <> o.status)`;

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
