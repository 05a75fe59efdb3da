import { runCommand } from './command';
import { openBooks } from './laws/books';
import { checks } from './laws/checks';
import { waitUntilSettled } from './laws/settled';
import { say } from './progress';
import { loadSecrets, secret } from './secrets';

const USAGE = `
npm run laws

Checks the laws of stock, money, states and totals (1, 2, 6 and 7 of the README) in the databases of all services,
after waiting up to a minute for what is under way. Ends with 1 when one is broken.
`;

const SETTLE_TIMEOUT_MS = 60_000;
const SHOWN_VIOLATIONS = 5;

runCommand(USAGE, async (shutdown) => {
  const secrets = await loadSecrets();
  const books = await shutdown.start(
    'The books',
    () => openBooks((service) => secret(secrets, service, 'databaseUrl')),
    (opened) => opened.close(),
  );
  const open = await waitUntilSettled(books, SETTLE_TIMEOUT_MS);
  if (open.length > 0) say(`Not settled after ${SETTLE_TIMEOUT_MS / 1_000} s: ${open.join(', ')}.\n`);
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
  return broken === 0 && open.length === 0 ? 0 : 1;
});
