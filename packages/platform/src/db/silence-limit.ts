import { Socket } from 'node:net';

/**
 * Makes sockets for the database that give up on a server that is silent for so long: one that vanished without a word
 * would otherwise hold its connections, and the requests on them, for a quarter of an hour. The limit lies above every
 * timeout that the server itself keeps; an idle connection that it closes is replaced when it is needed.
 */
export const withSilenceLimit = (limitMs: number) => (): Socket => {
  const socket = new Socket();
  socket.setTimeout(limitMs, () => void socket.destroy());
  return socket;
};
