import { say } from '../progress';
import type { Books } from './books';
import { checks } from './checks';
import { waitUntilSettled } from './settled';

const SHOWN_VIOLATIONS = 5;

/**
 * Waits until all is settled, checks every law and says what it found.
 *
 * @returns whether all is settled and every law holds
 */
export async function reportLaws(books: Books, settleTimeoutMs: number): Promise<boolean> {
  const open = await waitUntilSettled(books, settleTimeoutMs);
  if (open.length > 0) say(`Not settled after ${settleTimeoutMs / 1_000} s: ${open.join(', ')}.\n`);
  let broken = 0;
  for (const check of checks) {
    const violations = await check.violations(books);
    say(`  ${violations.length === 0 ? '✓' : '✗'} law ${check.law}: ${check.states}`);
    for (const violation of violations.slice(0, SHOWN_VIOLATIONS)) say(`      ${violation}`);
    if (violations.length > SHOWN_VIOLATIONS) say(`      and ${violations.length - SHOWN_VIOLATIONS} more`);
    broken += violations.length === 0 ? 0 : 1;
  }
  const [row] = await books.rows<{ count: string }>('order', 'select count(*) from orders');
  say(`\n${checks.length - broken} of ${checks.length} hold over ${row?.count ?? '0'} orders.`);
  return broken === 0 && open.length === 0;
}
