import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { openOwnBooks } from './laws/open-own-books';
import { reportLaws } from './laws/report-laws';
import { startPlatform } from './platform-process';
import { PlainError } from './plain-error';
import { say } from './progress';
import { proveIdempotency } from './prove/prove-idempotency';
import { proveOversell } from './prove/prove-oversell';
import { proveShuffle } from './prove/prove-shuffle';
import { call } from './shop-client';
import type { Shutdown } from './shutdown';
import { readStormCounts } from './storm/read-counts';

const USAGE = `
npm run prove -- oversell [--rounds 50] [--requests 200] [--pieces 10] [--buyers 40]
npm run prove -- idempotency [--requests 50]
npm run prove -- shuffle [--orders 1000] [--buyers 40] [--seed 1]

Tries to break the running platform (npm start) through its gateway, and says in a table what came of it; then checks
the laws in all databases. Ends with 1 when something broke.

oversell      So many concurrent requests for so few pieces, round after round: exactly the pieces are sold, and nothing
              stays reserved.
idempotency   The same request under the same Idempotency-Key, so many times at once: one effect, identical answers, and
              another request under the key is refused.
shuffle       Orders that are paid, declined, cancelled, shipped, delivered and returned, while every event comes three times
              and out of turn: each ends as it must, and everybody is told once. Starts the platform itself (npm start
              -- --storm <seed>), unless one runs in a storm.
`;

const SETTLE_TIMEOUT_MS = 120_000;

runCommand(USAGE, async (shutdown, args) => {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      requests: { type: 'string' },
      pieces: { type: 'string' },
      buyers: { type: 'string' },
      orders: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const number = (name: keyof typeof values, usual: number) => Number(values[name] ?? usual);
  const { signal } = shutdown;
  const proofs: Record<string, () => Promise<boolean>> = {
    oversell: () =>
      proveOversell({
        rounds: number('rounds', 50),
        requests: number('requests', 200),
        pieces: number('pieces', 10),
        buyers: number('buyers', 40),
        signal,
      }),
    idempotency: () => proveIdempotency(number('requests', 50)),
    shuffle: () => proveShuffle({ orders: number('orders', 1_000), buyers: number('buyers', 40) }),
  };
  const proof = proofs[positionals[0] ?? ''];
  if (!proof) throw new PlainError(USAGE.trim());
  await (positionals[0] === 'shuffle' ? requireStorm(values.seed, shutdown) : requirePlatform());
  const proven = await proof();
  const books = await openOwnBooks(shutdown);
  const lawful = await reportLaws(books, SETTLE_TIMEOUT_MS);
  say(proven && lawful ? '\nIt holds.' : '\nIt does not hold.');
  return proven && lawful ? 0 : 1;
});

/** Starts a platform in a storm until the command ends, unless one is running. */
async function requireStorm(seed: string, shutdown: Shutdown): Promise<void> {
  if (await readStormCounts()) return;
  const platform = await shutdown.start(
    'The platform',
    () => startPlatform(['--storm', seed]),
    async (started) => started?.stop(),
  );
  if (!platform) throw new PlainError('The platform did not start in a storm; see above.');
}

async function requirePlatform(): Promise<void> {
  const ready = await call('GET', '/health/ready').catch(() => undefined);
  if (ready?.status === 200) return;
  throw new PlainError('The platform does not answer at http://localhost:3000: start it with npm start.');
}
