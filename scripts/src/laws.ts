import { runCommand } from './command';
import { openOwnBooks } from './laws/open-own-books';
import { reportLaws } from './laws/report-laws';

const USAGE = `
npm run laws

Checks the laws of stock, money, events, states and totals (1, 2, 4, 6 and 7 of the README) in the databases of all services,
after waiting up to a minute for what is under way. Ends with 1 when one is broken.
`;

const SETTLE_TIMEOUT_MS = 60_000;

runCommand(USAGE, async (shutdown) => {
  const books = await openOwnBooks(shutdown);
  return (await reportLaws(books, SETTLE_TIMEOUT_MS)) ? 0 : 1;
});
