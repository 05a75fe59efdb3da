import { PlainError } from '../plain-error';

/** A server whose unexpected end ends the command. */
export interface WatchedServer {
  /** For the reader. */
  name: string;
  logFile: string;
  ended: Promise<void>;
}

/**
 * Waits for a server to end without having been asked to.
 * @param signal aborted when all of them are about to be stopped
 * @throws {PlainError} that names the server and its log
 */
export async function watchServers(servers: readonly WatchedServer[], signal: AbortSignal): Promise<never> {
  const first = await Promise.race(servers.map((server) => server.ended.then(() => server)));
  if (signal.aborted) {
    return new Promise(() => undefined);
  }
  throw new PlainError(`${first.name} has ended unexpectedly; its log is ${first.logFile}`);
}
