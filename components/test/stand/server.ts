import { rmSync } from 'node:fs';
import type { RunningServer } from '../../../scripts/src/servers/running-server';

/** A server of the set, which a test may end and start again on the same port with the same data. */
export interface Server {
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Makes it forget everything; it must not be running. */
  wipe(): void;
}

/** Makes a server out of what starts it and where it keeps its data. */
export function createServer(
  folder: string,
  start: () => Promise<Pick<RunningServer, 'stop' | 'kill'>>,
): Server {
  let running: Pick<RunningServer, 'stop' | 'kill'> | undefined;
  return {
    async start() {
      running = await start();
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
    async kill() {
      await running?.kill();
      running = undefined;
    },
    wipe: () => rmSync(folder, { recursive: true, force: true }),
  };
}
