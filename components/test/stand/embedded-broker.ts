import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Starts the embedded set's broker in a process of its own, as no laptop has it: so it can be killed. */
export async function startEmbeddedBroker(
  folder: string,
  port: number,
): Promise<{ stop(): Promise<void>; kill(): Promise<void> }> {
  const program = path.join(__dirname, 'embedded-broker-process.js');
  const child = spawn(process.execPath, [program, folder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => Promise.reject(new Error('The embedded broker ended at once'))),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
