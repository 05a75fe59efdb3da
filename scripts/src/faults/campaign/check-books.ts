import type { Books } from '../../laws/books';
import { checks } from '../../laws/checks';
import { waitUntilSettled } from '../../laws/settled';
import type { ExpectedOrder } from '../traffic/shoppers';
import type { Stage } from './stage';

const SHOWN_ROWS = 3;

/** Waits until nothing is under way any more, and looks for what breaks a law. @returns it as sentences */
export async function checkBooks(stage: Stage, orders: readonly ExpectedOrder[]): Promise<string[]> {
  const books = await stage.shop.openBooks();
  try {
    const { settleMs } = stage.patience;
    const open = await waitUntilSettled(books, settleMs);
    const unsettled = open.map((what) => `still under way after ${settleMs / 1_000} s: ${what}`);
    return [
      ...unsettled,
      ...(await findBrokenLaws(books, stage.knownRows)),
      ...(await findUnexpectedEnds(books, orders)),
      ...(await findLostAdjustments(books, stage)),
      ...(await stage.shop.deadLetters.compare()),
    ];
  } finally {
    await books.close();
  }
}

/** @param known rows of before, which another fault has to answer for; the new ones are added */
async function findBrokenLaws(books: Books, known: Set<string>): Promise<string[]> {
  const broken: string[] = [];
  for (const check of checks) {
    const violations = (await check.violations(books)).filter((row) => !known.has(row));
    for (const row of violations) known.add(row);
    const more = violations.length - SHOWN_ROWS;
    const law = `law ${check.law} (${check.states})`;
    const shown = violations.slice(0, SHOWN_ROWS).map((row) => `${law}: ${row}`);
    broken.push(...shown, ...(more > 0 ? [`${law}: ${more} more of these`] : []));
  }
  return broken;
}

/** Law 3 for orders: each that was acknowledged is there, and has become what its story says. */
async function findUnexpectedEnds(books: Books, orders: readonly ExpectedOrder[]): Promise<string[]> {
  const rows = await books.rows<{ id: string; status: string }>('order', 'select id, status from orders');
  const statuses = new Map(rows.map(({ id, status }) => [id, status]));
  return orders.flatMap(({ id, story, broken }) => {
    if (broken !== undefined) return [`the story "${story.name}" of order ${id} broke off: ${broken}`];
    const status = statuses.get(id);
    if (status === undefined) return [`law 3: order ${id} was acknowledged and is not there`];
    return status === story.end ? [] : [`order ${id} (${story.name}) is ${status}, not ${story.end}`];
  });
}

/** Laws 3 and 5 for corrections of stock: as many were made as were acknowledged. */
async function findLostAdjustments(books: Books, { cast, visitors }: Stage): Promise<string[]> {
  const [row] = await books.rows<{ on_hand: number }>(
    'product',
    `select on_hand from inventory where variant_id = '${cast.countedProductId}'`,
  );
  const made = row?.on_hand;
  return made === visitors.raised
    ? []
    : [`laws 3 and 5: stock was raised ${made ?? 0} times, ${visitors.raised} times were acknowledged`];
}
