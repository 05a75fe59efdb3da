import { setTimeout as delay } from 'node:timers/promises';
import type { RunningDapr } from './dapr-run';
import { PlainError } from '../plain-error';
import { listGroup } from '../machine/processes';
import { sayProblem } from '../progress';
import { recordGroup, type RunRecord } from '../machine/run-record';
import { findDeaths, type Death } from './service-logs';
import type { Service } from '../services';

/** What is watched. */
export interface WatchOptions {
  services: Service[];
  run: RunningDapr;
  record: RunRecord;
  /** Whether the platform is up: before, the death of one service ends the start; afterwards the others go on. */
  isUp: () => boolean;
  signal: AbortSignal;
}

const INTERVAL_MS = 1000;

/**
 * Watches the services and sidecars and keeps the record of their processes. `dapr run` neither restarts nor
 * reports one that has ended.
 * @throws {PlainError} when `dapr run` has ended, or a service or a sidecar has before the platform was up
 */
export async function watchServices(options: WatchOptions): Promise<never> {
  const { run, services, record, signal } = options;
  const reported = new Set<string>();
  for (;;) {
    await delay(INTERVAL_MS, undefined, { signal });
    recordGroup(record, 'services', listGroup(run.groupId));
    for (const death of findDeaths(services).filter(({ logFile }) => !reported.has(logFile))) {
      if (!options.isUp()) {
        throw new PlainError(describe(death));
      }
      reported.add(death.logFile);
      sayProblem(
        `\n${describe(death)}\nThe others go on. To have it back, stop with Ctrl-C and start again.`,
      );
    }
    if (!run.isAlive()) {
      throw new PlainError(`dapr run has ended unexpectedly; its log is ${run.logFile}`);
    }
  }
}

function describe({ who, logFile, how, lastLines }: Death): string {
  const end =
    lastLines.length > 0 ? ` Its log ends with:\n${lastLines.map((line) => `  ${line}`).join('\n')}` : '';
  return `${who} has ended (${how}); its log is ${logFile}.${end}`;
}
