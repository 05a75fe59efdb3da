import { existsSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error';
import { findProcess, listProcesses, type SystemProcess } from './processes';
import { RUN_RECORD_FILE } from '../paths';
import type { Shutdown } from '../shutdown';

/** A process of a run. */
export interface RecordedProcess {
  /** What it is, for the reader. */
  name: string;
  pid: number;
  startedAt: string;
}

/** What a run has started, so that a later command can find what was left behind. */
export interface RunRecord {
  /** The npm script. */
  command: string;
  /** The process that was started by hand and ends the others. */
  main: RecordedProcess;
  others: RecordedProcess[];
}

/** Begins the record of this process's run, which is deleted when everything it started has ended. */
export async function beginRun(command: string, shutdown: Shutdown): Promise<RunRecord> {
  const record: RunRecord = { command, main: describe('main', process.pid), others: [] };
  return shutdown.start(
    'The record of this run',
    () => {
      write(record);
      return Promise.resolve(record);
    },
    () => {
      endRun();
      return Promise.resolve();
    },
  );
}

/** Adds a process that this run has just started. */
export function recordProcess(record: RunRecord, name: string, pid: number): void {
  record.others = [...record.others.filter((other) => other.name !== name), describe(name, pid)];
  write(record);
}

/** Replaces what is recorded under a name by the members of a process group. */
export function recordGroup(record: RunRecord, name: string, members: SystemProcess[]): void {
  const others = [
    ...record.others.filter((other) => other.name !== name),
    ...members.map(({ pid, startedAt }) => ({ name, pid, startedAt })),
  ];
  if (JSON.stringify(others) !== JSON.stringify(record.others)) {
    record.others = others;
    write(record);
  }
}

/** Forgets the last run. */
export function endRun(): void {
  rmSync(RUN_RECORD_FILE, { force: true });
}

/** The processes of the last run that are still alive; a later process with the same number is not among them. */
export function findLeftovers():
  { command: string; main: boolean; processes: RecordedProcess[] } | undefined {
  if (!existsSync(RUN_RECORD_FILE)) {
    return undefined;
  }
  const record = read();
  const alive = new Set(listProcesses().map(({ pid, startedAt }) => `${pid} ${startedAt}`));
  const isAlive = (candidate: RecordedProcess): boolean =>
    alive.has(`${candidate.pid} ${candidate.startedAt}`);
  const processes = [record.main, ...record.others].filter(isAlive);
  return processes.length === 0
    ? undefined
    : { command: record.command, main: isAlive(record.main), processes };
}

/** Refuses to go on when an earlier run is alive or has left something behind. */
export function refuseSecondRun(): void {
  const leftovers = findLeftovers();
  if (!leftovers) {
    return;
  }
  const [first] = leftovers.processes;
  if (leftovers.main) {
    throw new PlainError(
      `npm run ${leftovers.command} is already running (process ${first?.pid}); press Ctrl-C there or run: npm run stop`,
    );
  }
  const names = leftovers.processes.map(({ name }) => name);
  const counts = [...new Set(names)].map(
    (name) => `${name}: ${names.filter((other) => other === name).length}`,
  );
  throw new PlainError(
    `An earlier run was cut off and left processes behind (${counts.join(', ')}); end them with: npm run stop`,
  );
}

function describe(name: string, pid: number): RecordedProcess {
  return { name, pid, startedAt: findProcess(pid)?.startedAt ?? '' };
}

function read(): RunRecord {
  try {
    return JSON.parse(readFileSync(RUN_RECORD_FILE, 'utf8')) as RunRecord;
  } catch {
    throw new PlainError(`${RUN_RECORD_FILE} cannot be read; if nothing of Sidecart is running, delete it.`);
  }
}

function write(record: RunRecord): void {
  mkdirSync(path.dirname(RUN_RECORD_FILE), { recursive: true, mode: 0o700 });
  writeFileSync(RUN_RECORD_FILE, `${JSON.stringify(record, undefined, 2)}\n`);
}
