import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY } from './paths';

export interface PlatformProcess {
  /** Stops the platform as Ctrl-C does. */
  stop(): Promise<void>;
}

/**
 * Runs `npm start` as a process below this one and waits until everything answers, showing what it says meanwhile.
 *
 * @param args what `npm start` takes
 * @returns undefined when it ended instead
 */
export async function startPlatform(args: readonly string[] = []): Promise<PlatformProcess | undefined> {
  const platform = spawn(process.execPath, [join(__dirname, 'start.js'), ...args], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (platform.exitCode !== null || platform.signalCode !== null) return;
    platform.kill('SIGTERM');
    await once(platform, 'exit');
  };
  // `start` prints the address of the API reference once everything answers.
  for await (const line of createInterface(platform.stdout)) {
    console.log(line);
    if (!line.includes('/docs')) continue;
    platform.stdout.resume();
    return { stop };
  }
  await stop();
  return undefined;
}
