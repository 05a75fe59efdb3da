import { writeFile } from 'node:fs/promises';
import { runCommand } from './command';
import { runCampaign, setStage } from './faults/campaign/campaign';
import { parseCampaignOptions, type CampaignOptions } from './faults/campaign/options';
import { chooseFaults, planCampaign, type PlannedFault } from './faults/campaign/plan';
import { findBug, findCatch, PATIENCE_WITH_BUGS, planFor, planter } from './faults/campaign/planted';
import { tryPlantedBugs } from './faults/campaign/planted-trials';
import { reportPage, reportTable, writeReport } from './faults/campaign/report';
import type { FaultOutcome } from './faults/campaign/stage';
import { allFaults, SHORT_TRIAL } from './faults/catalogue/all-faults';
import type { PlantedBug } from './faults/devices/planted-bug';
import { startShop } from './faults/shop/start-shop';
import { say, sayDone } from './progress';
import { requireServers } from './servers/component-sets';
import type { Shutdown } from './shutdown';

const USAGE = `
npm run test:faults [-- --components embedded|redis|rabbitmq|kafka] [--seed 1] [--orders 2000] [--faults a,b] [--short]
                        [--recovery-seconds 10] [--report <file>] [--plant <bug> | --planted]

Starts the whole platform a second time, at ports and in a folder of its own, and lets customers shop there while one
thing after the other goes wrong: services, sidecars and servers are killed, frozen and restarted, a service dies at the
worst of moments, the database is slow, silent or full, the payment provider fails, a clock jumps. Each fault is put
right, and the shop has ten seconds to recover by itself; then every law is checked in all databases. The seed decides
the order, the victims and the moments.

--faults            Only these; what is no name stands for all that begin so, and what fits none lists all.
--short             Some of every kind, for a few minutes.
--recovery-seconds  For machines that are busy with other things.
--report            Writes the table as a page, too.
--plant             Puts a bug into the services; ends with 0 when the campaign finds it.
--planted           Does so with every bug there is.
`;

const SETTLE_MS = 90_000;

runCommand(USAGE, async (shutdown, args) => {
  const options = parseCampaignOptions(args);
  await requireServers(options.set);
  if (options.planted) {
    return (await tryPlantedBugs(['--components', options.set, '--seed', options.seed], shutdown)) ? 0 : 1;
  }
  const bug = options.plant === undefined ? undefined : findBug(options.plant);
  const outcomes = await perform(options, bug, shutdown);
  return bug ? sayWhetherFound(bug, outcomes) : sayCounts(outcomes);
});

/** Runs a campaign from beginning to end, and writes and shows what it saw. */
async function perform(
  { set, seed, orders, faults, short, recoveryMs, report }: CampaignOptions,
  bug: PlantedBug | undefined,
  shutdown: Shutdown,
): Promise<readonly FaultOutcome[]> {
  const shop = await startShop({ set, seed, plant: planter(bug) }, shutdown);
  for (const { service, sql } of bug?.statements ?? []) await shop.alter(service, sql);
  const all = allFaults(shop.names);
  const names = faults ?? (short ? SHORT_TRIAL : undefined);
  const chosen = names ? chooseFaults(all, names) : all;
  const plan: PlannedFault[] = bug
    ? planFor(bug, all, orders)
    : planCampaign({ seed, orders, faults: chosen });
  const patience = bug ? PATIENCE_WITH_BUGS : { recoveryMs, settleMs: SETTLE_MS };
  const startedAt = Date.now();
  const stage = await setStage(shop, { seed, patience, signal: shutdown.signal });
  sayDone(`${stage.cast.buyers.length} customers are there; faults to come by seed ${seed}: ${plan.length}`);
  const outcomes = await runCampaign(stage, plan);
  const facts = { set, seed, orders, minutes: (Date.now() - startedAt) / 60_000 };
  await writeReport(facts, outcomes);
  if (report !== undefined) await writeFile(report, reportPage(facts, outcomes));
  say(`\n${reportTable(outcomes)}\n`);
  return outcomes;
}

function sayWhetherFound(bug: PlantedBug, outcomes: readonly FaultOutcome[]): number {
  const sentence = findCatch(bug, outcomes);
  say(sentence === undefined ? `"${bug.name}" was not found.` : `"${bug.name}" was found: ${sentence}`);
  return sentence === undefined ? 1 : 0;
}

function sayCounts(outcomes: readonly FaultOutcome[]): number {
  const failed = outcomes.filter(({ violations }) => violations.length > 0).length;
  const left = outcomes.filter(({ skipped }) => skipped !== undefined).length;
  if (left > 0) say(`${left} left out`);
  say(`${outcomes.length - failed - left} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
