import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { REPOSITORY } from '../../../scripts/src/paths';

const PROGRAM = path.join(REPOSITORY, 'scripts', 'dist', 'faults', 'shop', 'broker-process.js');

/** Starts the embedded set's broker in a process of its own, as no laptop has it: so it can be killed. */
export async function startEmbeddedBroker(
  folder: string,
  port: number,
  deadLetterFile: string,
): Promise<{ stop(): Promise<void>; kill(): Promise<void> }> {
  const broker = fork(PROGRAM, [folder, String(port), deadLetterFile]);
  const ended = once(broker, 'exit').then(() => undefined);
  const ready = once(broker, 'message').then(() => true);
  if (!(await Promise.race([ready, ended]))) throw new Error('The embedded broker ended at once');
  const end = async (signal: NodeJS.Signals) => {
    broker.kill(signal);
    await ended;
  };
  return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
