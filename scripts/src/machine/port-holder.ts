import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { findProcess, type SystemProcess } from './processes';

const LISTENING = '0A';

/** Finds the process that listens on a TCP port, as far as this user may know it. */
export function findPortHolder(port: number): SystemProcess | undefined {
  const pid = existsSync('/proc/net/tcp') ? findInProcFileSystem(port) : findWithLsof(port);
  return pid === undefined ? undefined : findProcess(pid);
}

function findInProcFileSystem(port: number): number | undefined {
  const sockets = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(table, port)),
  );
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
        if (sockets.has(readlinkSync(`/proc/${pid}/fd/${descriptor}`))) {
          return Number(pid);
        }
      }
    } catch {
      // Another user's process, or one that has ended.
    }
  }
  return undefined;
}

function listeningSockets(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = existsSync(table) ? readFileSync(table, 'utf8').trim().split('\n').slice(1) : [];
  return lines.flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    return fields[1]?.endsWith(suffix) && fields[3] === LISTENING ? [`socket:[${fields[9]}]`] : [];
  });
}

function findWithLsof(port: number): number | undefined {
  try {
    const output = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(output.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
