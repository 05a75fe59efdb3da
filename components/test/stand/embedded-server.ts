import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Server } from './server';

/** Makes the embedded set's broker, in a process of its own as no laptop has it: so it can be killed. */
export function createEmbeddedServer(folder: string, port: number): Server {
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  };
  return {
    async start() {
      child = spawn(process.execPath, [path.join(__dirname, 'embedded-broker.js'), folder, String(port)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout!, 'data');
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    wipe: () => rmSync(path.join(folder, 'store'), { recursive: true, force: true }),
  };
}
