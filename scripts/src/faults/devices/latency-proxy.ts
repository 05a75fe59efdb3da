import { setMaxListeners } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { listenOn } from '../../proxy/listen-on';

/** A way to a server that can be made slow, broken and mended while it is in use. */
export interface LatencyProxy {
  readonly port: number;
  /** Keeps every piece of an answer back for so long; a question goes at once. 0 for no longer. */
  slow(delayMs: number): void;
  /** Resets the connections there are. New ones are let through. */
  cut(): void;
  /** Resets the connections there are and refuses new ones. */
  refuse(): Promise<void>;
  /** Accepts connections and lets nothing through, for those there are as well. */
  hang(): void;
  /** Lets everything through at once again, on the same port; what was kept back comes now. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

interface State {
  delayMs: number;
  hanging: boolean;
  /** Ends every wait of what is kept back. */
  hurry: AbortController;
  readonly sockets: Set<Socket>;
}

/** @param ports where to listen (0 for any free port) and where the server is, both on 127.0.0.1 */
export async function startLatencyProxy(ports: {
  readonly port: number;
  readonly targetPort: number;
}): Promise<LatencyProxy> {
  const sockets = new Set<Socket>();
  const state: State = { delayMs: 0, hanging: false, hurry: newHurry(), sockets };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: ports.targetPort, host: '127.0.0.1', allowHalfOpen: true });
    lead(client, upstream, state, () => 0);
    lead(upstream, client, state, () => state.delayMs);
  });
  const port = await listenOn(server, ports.port);
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  const cut = () => sockets.forEach((socket) => socket.resetAndDestroy());
  return {
    port,
    slow(delayMs) {
      state.delayMs = delayMs;
    },
    cut,
    async refuse() {
      const closed = close();
      cut();
      await closed;
    },
    hang() {
      state.hanging = true;
      sockets.forEach((socket) => socket.pause());
    },
    async heal() {
      Object.assign(state, { delayMs: 0, hanging: false });
      state.hurry.abort();
      state.hurry = newHurry();
      sockets.forEach((socket) => socket.resume());
      if (!server.listening) await listenOn(server, port);
    },
    async stop() {
      const closed = close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}

/** Every piece that is kept back listens to it; many of them are no leak. */
function newHurry(): AbortController {
  const hurry = new AbortController();
  setMaxListeners(0, hurry.signal);
  return hurry;
}

/** Leads what comes out of one socket into another, after a delay that may change at any time. */
function lead(from: Socket, to: Socket, state: State, delayMs: () => number): void {
  let inOrder = Promise.resolve();
  state.sockets.add(from);
  from.on('data', (bytes) => {
    const heldMs = delayMs();
    const rest = heldMs > 0 ? restFor(heldMs, state.hurry.signal) : undefined;
    // One that was kept back for less must not overtake the one before it.
    inOrder = inOrder.then(() => rest).then(() => void to.write(bytes));
  });
  from.on('end', () => void (inOrder = inOrder.then(() => void to.end())));
  from.on('error', () => undefined);
  from.on('close', () => {
    state.sockets.delete(from);
    void inOrder.then(() => {
      to.destroySoon();
    });
  });
  if (state.hanging) from.pause();
}

const restFor = (ms: number, signal: AbortSignal) =>
  delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
