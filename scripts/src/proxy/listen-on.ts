import type { AddressInfo, Server } from 'node:net';

/**
 * Has a server listen on 127.0.0.1.
 *
 * @param port 0 for any that is free
 * @returns the port
 */
export async function listenOn(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
