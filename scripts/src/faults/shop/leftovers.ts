import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listProcesses, sendSignal, waitUntilGone } from '../../machine/processes';
import { FAULTS_FOLDER } from './shop-places';

const RECORD_FILE = path.join(FAULTS_FOLDER, 'processes.json');
const END_TIMEOUT_MS = 10_000;

/** What tells a process from a later one of the same number. */
type Identity = `${number} ${string}`;

const recorded: Identity[] = [];

/** Writes down a process that was just started, so that a later campaign can end it if this one is cut off. */
export function noteProcess(pid: number): void {
  const found = listProcesses().find((candidate) => candidate.pid === pid);
  if (!found) return;
  recorded.push(`${pid} ${found.startedAt}`);
  mkdirSync(FAULTS_FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(RECORD_FILE, JSON.stringify(recorded));
}

/**
 * Ends what a campaign that was cut off has left behind, by what it wrote down.
 *
 * @returns how many processes there were
 */
export async function endLeftovers(): Promise<number> {
  if (!existsSync(RECORD_FILE)) return 0;
  const known = new Set(JSON.parse(readFileSync(RECORD_FILE, 'utf8')) as Identity[]);
  const left = listProcesses().filter(({ pid, startedAt }) => known.has(`${pid} ${startedAt}`));
  // What a server started below it is in its group.
  const groups = new Set(left.map(({ groupId }) => groupId));
  const below = listProcesses().filter(({ groupId }) => groups.has(groupId));
  for (const { pid } of below) sendSignal(pid, 'SIGKILL');
  await waitUntilGone(below, END_TIMEOUT_MS);
  rmSync(RECORD_FILE);
  return left.length;
}

/** Forgets what was written down, once all of it has ended. */
export function forgetProcesses(): void {
  rmSync(RECORD_FILE, { force: true });
}
