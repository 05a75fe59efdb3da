import { connect, type Socket } from 'node:net';

/** Sends bytes as they are and returns all that comes back until the connection ends, or until it was quiet. */
export function sendRaw(port: number, text: string, quietMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(Buffer.from(text, 'latin1'));
  });
}

export interface RawConnection {
  readonly socket: Socket;
  /** All that came so far. */
  readonly received: string;
  readonly ended: boolean;
}

/** Opens a connection that a test drives step by step. */
export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  const state = { received: '', ended: false };
  socket.on('data', (chunk) => (state.received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.on('close', () => (state.ended = true));
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    get received() {
      return state.received;
    },
    get ended() {
      return state.ended;
    },
  };
}

/** The status of a raw answer; 0 when there was none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
