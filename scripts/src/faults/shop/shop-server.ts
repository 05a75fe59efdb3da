import { noteProcess } from './leftovers';

/** A server of the shop while it runs. */
export interface ServerProcess {
  readonly pid: number;
  readonly ended: Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it, and all below it, at once. */
  kill(): Promise<void>;
}

/** A server that the campaign takes down and brings up again, with what it had stored or without. */
export interface ShopServer {
  readonly name: string;
  /** Starts it unless it runs; resolves when it can be used. */
  up(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Sends a signal to its process. */
  signal(signal: NodeJS.Signals): void;
  /** Makes it forget everything, while it is down. */
  wipe(): Promise<void>;
}

/**
 * Describes a server by how it is started; it is not started yet.
 *
 * @param start is called again with each `up`
 */
export function createShopServer(
  name: string,
  start: () => Promise<ServerProcess>,
  wipe: () => Promise<void>,
): ShopServer {
  let running: ServerProcess | undefined;
  const down = async (how: 'stop' | 'kill') => {
    const ending = running;
    running = undefined;
    await ending?.[how]();
  };
  return {
    name,
    async up() {
      if (running) return;
      const started = await start();
      running = started;
      noteProcess(started.pid);
      void started.ended.then(() => {
        if (running === started) running = undefined;
      });
    },
    stop: () => down('stop'),
    kill: () => down('kill'),
    signal(signal) {
      if (running) process.kill(running.pid, signal);
    },
    wipe,
  };
}
