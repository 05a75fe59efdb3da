import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as the system knows it. */
export interface SystemProcess {
  pid: number;
  /** Of the process group. */
  groupId: number;
  /** When it began, in the system's own notation: with the pid it tells a process from a later one of that number. */
  startedAt: string;
  /** The command line; empty for one that has ended but is not yet reaped. */
  command: string;
}

const POLL_INTERVAL_MS = 50;

/** Lists the processes this user can see. */
export function listProcesses(): SystemProcess[] {
  return existsSync('/proc/self/stat') ? listFromProcFileSystem() : listFromPs();
}

/** Finds a process that is alive. */
export function findProcess(pid: number): SystemProcess | undefined {
  return listProcesses().find((candidate) => candidate.pid === pid);
}

/** Lists the live members of a process group. */
export function listGroup(groupId: number): SystemProcess[] {
  return listProcesses().filter((candidate) => candidate.groupId === groupId);
}

/** Sends a signal to one process, or to a group when the number is negative; one that is gone is no fault. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Waits until none of the processes is alive any more.
 * @returns whether they all ended within the time
 */
export async function waitUntilGone(processes: SystemProcess[], timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (anyAlive(processes)) {
    if (Date.now() > deadline) {
      return false;
    }
    await delay(POLL_INTERVAL_MS);
  }
  return true;
}

function anyAlive(processes: SystemProcess[]): boolean {
  const alive = new Set(listProcesses().map(identity));
  return processes.some((candidate) => alive.has(identity(candidate)));
}

function identity(candidate: SystemProcess): string {
  return `${candidate.pid} ${candidate.startedAt}`;
}

function listFromProcFileSystem(): SystemProcess[] {
  const found: SystemProcess[] = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) {
      continue;
    }
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // The second field is the name in brackets and may hold anything; the others are counted from behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state, , groupId] = fields;
      if (state === 'Z' || state === 'X') {
        continue;
      }
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      found.push({ pid: Number(entry), groupId: Number(groupId), startedAt: fields[19] ?? '', command });
    } catch {
      // It ended while the list was made.
    }
  }
  return found;
}

function listFromPs(): SystemProcess[] {
  const output = execFileSync('ps', ['-A', '-o', 'pid=,pgid=,stat=,lstart=,command='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return output.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w+ \w+ +\d+ [\d:]+ \d+)\s+(.*)$/.exec(line);
    if (!match || match[3]?.startsWith('Z')) {
      return [];
    }
    return [
      {
        pid: Number(match[1]),
        groupId: Number(match[2]),
        startedAt: match[4] ?? '',
        command: match[5] ?? '',
      },
    ];
  });
}
