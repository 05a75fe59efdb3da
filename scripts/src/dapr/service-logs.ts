import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Service } from '../services';

/** A service or a sidecar that has ended. */
export interface Death {
  /** For the reader, as in "the order service". */
  who: string;
  logFile: string;
  /** As in "exit status 1" or "signal: killed". */
  how: string;
  /** The end of its log. */
  lastLines: string[];
}

/** What `dapr run` writes at the end of a log when the process has ended. */
const ENDED = /The (?:App|daprd) process exited with error code: (.*)|Exited (?:App|Dapr) successfully/;
const LAST_LINES = 8;
const TAIL_BYTES = 16 * 1024;

/** Deletes the logs of earlier runs, which would pile up: `dapr run` makes new files for each run. */
export function deleteServiceLogs(services: Service[]): void {
  for (const service of services) {
    rmSync(logFolder(service), { recursive: true, force: true });
  }
}

/** Finds the services and sidecars whose processes have ended in this run. */
export function findDeaths(services: Service[]): Death[] {
  return services.flatMap((service) => [
    ...findDeath(service, 'app', `The ${service.name} service`),
    ...findDeath(service, 'daprd', `The sidecar of the ${service.name} service`),
  ]);
}

function findDeath(service: Service, kind: 'app' | 'daprd', who: string): Death[] {
  const logFile = newestLog(service, kind);
  if (!logFile) {
    return [];
  }
  const lines = readTail(logFile).trimEnd().split('\n');
  const end = lines.findLastIndex((line) => ENDED.test(line));
  if (end < 0) {
    return [];
  }
  const how = ENDED.exec(lines[end] ?? '')?.[1] ?? 'without an error';
  const before = lines.slice(0, end);
  return [
    {
      who,
      logFile,
      how,
      lastLines: (kind === 'app' ? appLines(before) : complaints(before)).slice(-LAST_LINES),
    },
  ];
}

function appLines(lines: string[]): string[] {
  return lines.map((line) => line.replace(/^== APP - \S+ == /, ''));
}

/** What a sidecar says while it shuts down hides why it does. */
function complaints(lines: string[]): string[] {
  return lines.flatMap(
    (line) => /level=(?:warning|error|fatal) msg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? [],
  );
}

function newestLog(service: Service, kind: string): string | undefined {
  const folder = logFolder(service);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.startsWith(`${service.name}_${kind}_`))
    .map((name) => path.join(folder, name))
    .sort((left, right) => statSync(left).mtimeMs - statSync(right).mtimeMs)
    .at(-1);
}

function logFolder(service: Service): string {
  return path.join(service.folder, '.dapr', 'logs');
}

/** A log may be large and is looked at often; what says that the process has ended is at its end. */
function readTail(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}
