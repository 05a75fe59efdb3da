import { runCommand } from './command';
import { listProcesses, sendSignal, waitUntilGone, type SystemProcess } from './machine/processes';
import { say, sayProblem } from './progress';
import { endRun, findLeftovers, type RecordedProcess } from './machine/run-record';

const USAGE = `
npm run stop

Stops a platform that npm start or npm run infra has started in another terminal, or what is left of one that was cut
off. It ends only the processes that the run has recorded, after checking that they are still the same.
`;

const ORDERLY_TIMEOUT_MS = 45_000;
const TERMINATE_TIMEOUT_MS = 5000;
const KILL_TIMEOUT_MS = 5000;

runCommand(USAGE, async () => {
  const leftovers = findLeftovers();
  if (!leftovers) {
    endRun();
    say('Nothing is running.');
    return 0;
  }
  if (leftovers.main) {
    say(`Stopping npm run ${leftovers.command} …`);
    await end(leftovers.processes.slice(0, 1), 'SIGTERM', ORDERLY_TIMEOUT_MS);
  }
  for (const [signal, timeoutMs] of [
    ['SIGTERM', TERMINATE_TIMEOUT_MS],
    ['SIGKILL', KILL_TIMEOUT_MS],
  ] as const) {
    await end(findLeftovers()?.processes ?? [], signal, timeoutMs);
  }
  const left = findLeftovers();
  if (left) {
    sayProblem(`Still there: ${left.processes.map(({ name, pid }) => `${name} (${pid})`).join(', ')}.`);
    return 1;
  }
  endRun();
  say('Stopped.');
  return 0;
});

async function end(recorded: RecordedProcess[], signal: NodeJS.Signals, timeoutMs: number): Promise<void> {
  const processes = listProcesses().filter((candidate) => recorded.some((known) => isSame(candidate, known)));
  for (const { pid } of processes) {
    sendSignal(pid, signal);
  }
  await waitUntilGone(processes, timeoutMs);
}

function isSame(candidate: SystemProcess, known: RecordedProcess): boolean {
  return candidate.pid === known.pid && candidate.startedAt === known.startedAt;
}
