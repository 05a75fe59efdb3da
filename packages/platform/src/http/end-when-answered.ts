import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/**
 * Follows the connections of a server, to be able to end it without breaking anything off. Node's own way destroys
 * connections whose answer is written but not yet sent, and waits for those that have never asked anything.
 *
 * @returns what accepts no more, lets each answer under way reach its client, and closes every other connection
 */
export function endWhenAnswered(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  const underWay = new WeakMap<Socket, number>();
  let ending = false;

  const closeIfIdle = (socket: Socket) => {
    if (ending && !underWay.get(socket)) socket.destroySoon();
  };
  const note = (socket: Socket, change: 1 | -1) => {
    underWay.set(socket, (underWay.get(socket) ?? 0) + change);
    closeIfIdle(socket);
  };
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    closeIfIdle(socket);
  });
  server.on('request', ({ socket }, response) => {
    note(socket, 1);
    response.once('close', () => note(socket, -1));
  });

  return async () => {
    ending = true;
    const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    open.forEach(closeIfIdle);
    await ended;
  };
}
