import { parseArgs } from 'node:util';
import { describeStatuses, judge, type ApiReport } from './api/report-api';
import { tryApi } from './api/try-api';
import { runCommand } from './command';
import { startPlatform } from './platform-process';
import { PlainError } from './plain-error';
import { say } from './progress';
import { call } from './shop-client';
import { textTable } from './text-table';

const USAGE = `
npm run test:api [-- --short] [--seed 1]

Has schemathesis (from PyPI, in a virtual environment of its own) make up requests to every operation of the API, as
nobody and as a customer, a member of staff and an administrator, to orders and products that are made for it. Fails on
a 5xx, on an answer that the OpenAPI document does not describe, and when less than 95 % of the operations were reached
with a success. Starts the platform and stops it again, unless it is running. --short takes about three minutes.
`;

const LEAST_REACHED_PERCENT = 95;
const SHOWN_FAULTS = 20;

runCommand(USAGE, async (shutdown, args) => {
  const { values } = parseArgs({
    args,
    options: { short: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
  });
  if ((await call('GET', '/health/ready').catch(() => undefined))?.status !== 200) {
    const started = await shutdown.start(
      'The platform',
      () => startPlatform(),
      async (platform) => platform?.stop(),
    );
    if (!started) throw new PlainError('The platform did not start; see above.');
  }
  const { short, seed } = values;
  return sum(await tryApi({ short, seed: Number(seed), signal: shutdown.signal }));
});

/** Says what came of it. Its last line counts one test for each operation and one for the share of those reached. */
function sum(report: ApiReport): number {
  const { labels, results } = report;
  const { reached, unreached, serverErrors } = judge(report);
  const rows = labels.map((label) => [label, describeStatuses(results.statuses.get(label))]);
  say(`\n${textTable([['operation', 'answers'], ...rows]).join('\n')}\n`);
  for (const { label, check, message, request } of results.failures.slice(0, SHOWN_FAULTS)) {
    say(`  ✗ ${label}, ${check}: ${message.split('\n')[0] ?? ''}\n      ${request}`);
  }
  const percent = (100 * reached.length) / labels.length;
  const isEnough = percent >= LEAST_REACHED_PERCENT;
  say(
    `\n${results.requests} requests; ${reached.length} of ${labels.length} operations reached (${percent.toFixed(0)} %).`,
  );
  if (unreached.length > 0) say(`Not reached: ${unreached.join(', ')}.`);
  const faulty = new Set([...serverErrors, ...results.failures.map(({ label }) => label)]);
  const failed = faulty.size + (isEnough ? 0 : 1);
  say(`${labels.length - faulty.size + (isEnough ? 1 : 0)} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
