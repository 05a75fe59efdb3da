import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { say, sayDone } from '../../progress';
import type { Shutdown } from '../../shutdown';
import { textTable } from '../../text-table';
import { plantedBugs } from '../devices/planted-bugs';
import { REPORT_FILE, type CampaignReport } from './report';
import { findCatch } from './planted';

const COMMAND = path.join(__dirname, '..', '..', 'test-faults.js');

interface Trial {
  readonly bug: string;
  readonly fault: string;
  /** What the campaign said when it found it. */
  readonly caughtBy: string | undefined;
}

/**
 * Plants one bug after the other, each in a shop of its own, and demands that the campaign finds it.
 *
 * @param args what each of these campaigns is given beside the bug
 * @returns whether all were found
 */
export async function tryPlantedBugs(args: readonly string[], shutdown: Shutdown): Promise<boolean> {
  const trials: Trial[] = [];
  for (const bug of plantedBugs) {
    if (shutdown.signal.aborted) return false;
    await rm(REPORT_FILE, { force: true });
    await runCampaignWith(['--plant', bug.name, ...args], shutdown);
    const caughtBy = findCatch(bug, (await readReport())?.outcomes ?? []);
    trials.push({ bug: bug.name, fault: bug.fault ?? 'none', caughtBy });
    if (caughtBy === undefined) say(`  ✗ ${bug.name}: NOT FOUND; it should have said "${bug.caughtBy}"`);
    else sayDone(`${bug.name}: ${caughtBy}`);
  }
  const rows = trials.map(({ bug, fault, caughtBy }) => [bug, fault, caughtBy ?? '✗ not found']);
  say(`\n${textTable([['bug', 'fault', 'found by'], ...rows]).join('\n')}\n`);
  const missed = trials.filter(({ caughtBy }) => caughtBy === undefined).length;
  say(`${trials.length - missed} passed, ${missed} failed`);
  return missed === 0;
}

async function runCampaignWith(args: readonly string[], shutdown: Shutdown): Promise<void> {
  const campaign = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = () => void campaign.kill('SIGTERM');
  shutdown.signal.addEventListener('abort', stop, { once: true });
  await shutdown.during(once(campaign, 'exit'));
  shutdown.signal.removeEventListener('abort', stop);
}

async function readReport(): Promise<CampaignReport | undefined> {
  const text = await readFile(REPORT_FILE, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as CampaignReport);
}
