import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be broken and mended. */
export interface TcpProxy {
  /** The address of the server with the proxy's host and port in the place of its own. */
  readonly url: string;
  /** Refuses new connections and resets those there are. */
  cut(): Promise<void>;
  /** Lets nothing through any more, but keeps the connections and accepts new ones. */
  freeze(): void;
  /** Lets everything through again, on the same port. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Stands between a client and the server at `targetUrl`. */
export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (bytes) => void other.write(bytes));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    if (frozen) [client, upstream].forEach((socket) => socket.pause());
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const stop = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(targetUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.toString(),
    async cut() {
      const stopped = stop();
      sockets.forEach((socket) => socket.resetAndDestroy());
      await stopped;
    },
    freeze() {
      frozen = true;
      sockets.forEach((socket) => socket.pause());
    },
    async mend() {
      frozen = false;
      sockets.forEach((socket) => socket.resume());
      if (!server.listening) await listen(port);
    },
    async close() {
      const stopped = stop();
      sockets.forEach((socket) => socket.destroy());
      await stopped;
    },
  };
}
