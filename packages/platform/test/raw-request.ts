import { connect } from 'node:net';

/** Sends bytes as they are and reads everything until the server closes, or until what has come satisfies `enough`. */
export function sendBytes(
  url: string,
  bytes: string | Buffer,
  { end = false, enough = /\r\n\r\n/ }: { end?: boolean; enough?: RegExp } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString();
      if (enough.test(received)) socket.destroy();
    });
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
    socket.write(bytes);
    if (end) socket.end();
  });
}
