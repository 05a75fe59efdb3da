import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { runCampaign, setStage } from './faults/campaign/campaign';
import { chooseFaults, planCampaign } from './faults/campaign/plan';
import { reportPage, reportTable, writeReport } from './faults/campaign/report';
import { allFaults, SHORT_TRIAL } from './faults/catalogue/all-faults';
import { startShop } from './faults/shop/start-shop';
import { say, sayDone } from './progress';
import { parseComponentSet, requireServers } from './servers/component-sets';

const USAGE = `
npm run test:faults [-- --components embedded|redis|rabbitmq|kafka] [--seed 1] [--orders 2000] [--faults a,b] [--short]
                        [--report <file>]

Starts the whole platform a second time, at ports and in a folder of its own, and lets customers shop there while one
thing after the other goes wrong: services, sidecars and servers are killed, frozen and restarted, a service dies at the
worst of moments, the database is slow, silent or full, the payment provider fails, a clock jumps. After each fault it is
put right, and the shop has ten seconds to recover by itself; then every law is checked in all databases. The seed
decides the order, the victims and the moments.

--faults   Only those whose names begin so; a name that fits none lists all.
--short    Some of every kind, for a few minutes.
--report   Writes the table as a page, too.
`;

const ORDERS = '2000';
const ORDERS_OF_SHORT_TRIAL = '240';

runCommand(USAGE, async (shutdown, args) => {
  const { values } = parseArgs({
    args,
    options: {
      components: { type: 'string' },
      seed: { type: 'string', default: '1' },
      orders: { type: 'string' },
      faults: { type: 'string' },
      short: { type: 'boolean', default: false },
      report: { type: 'string' },
    },
  });
  const { seed, short } = values;
  const orders = Number(values.orders ?? (short ? ORDERS_OF_SHORT_TRIAL : ORDERS));
  const set = parseComponentSet(values.components);
  await requireServers(set);
  const shop = await startShop({ set, seed, plant: (_service, environment) => environment }, shutdown);
  const all = allFaults(shop.names);
  const names = values.faults?.split(',') ?? (short ? SHORT_TRIAL : undefined);
  const plan = planCampaign({ seed, orders, faults: names ? chooseFaults(all, names) : all });
  const startedAt = Date.now();
  const stage = await setStage(shop, seed, shutdown.signal);
  sayDone(
    `${stage.cast.buyers.length} customers are there; ${plan.length} faults are to come, by seed ${seed}`,
  );
  const outcomes = await runCampaign(stage, plan);
  const facts = { set, seed, orders, minutes: (Date.now() - startedAt) / 60_000 };
  await writeReport(facts, outcomes);
  if (values.report !== undefined) await writeFile(values.report, reportPage(facts, outcomes));
  say(`\n${reportTable(outcomes)}\n`);
  const failed = outcomes.filter(({ violations }) => violations.length > 0).length;
  const left = outcomes.filter(({ skipped }) => skipped !== undefined).length;
  say(`${outcomes.length - failed - left} passed, ${failed} failed${left > 0 ? `, ${left} left out` : ''}`);
  return failed === 0 ? 0 : 1;
});
