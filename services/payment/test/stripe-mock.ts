import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { stripeMockFile } from '../../../scripts/src/stripe-mock-file';

/** Where stripe-mock is on this machine, if it is. REQUIRE_STRIPE_MOCK makes its absence a fault instead of a gap. */
export function findStripeMock(): string | undefined {
  const file = stripeMockFile();
  if (existsSync(file)) return file;
  if (process.env['REQUIRE_STRIPE_MOCK']) throw new Error(`${file} is missing: npm run obtain-stripe-mock`);
  return undefined;
}

/** Runs Stripe's own stand-in, which knows its API by its OpenAPI description, on free ports. */
export async function startStripeMock(file: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = spawn(file, ['-http-addr', '127.0.0.1:0', '-https-addr', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(server, 'exit');
  for await (const line of createInterface(server.stdout)) {
    const address = /HTTP at address: (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    server.stdout.resume();
    return {
      url: `http://${address}`,
      async stop() {
        server.kill();
        await exited;
      },
    };
  }
  throw new Error('stripe-mock did not start');
}
