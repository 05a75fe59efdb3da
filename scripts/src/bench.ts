import { startBareChain } from './bench/bare-chain';
import { measure, median, type Figures, type Target } from './bench/measure';
import { runCommand } from './command';
import { PlainError } from './plain-error';
import { say } from './progress';
import { loadSecrets, secret } from './secrets';

const USAGE = `
npm run bench

Measures the product list through the gateway, cached and uncached, beside the bare chain Koa → daprd → daprd → Koa
in the same run, in turn and several times; then what gateway and sidecars add to a direct call at half of the load.
The platform must be running (npm start), with rate limits that let it through.
`;

const LIST = '/api/products?limit=20&sort=rating';
const GATEWAY = 'http://127.0.0.1:3000';
const PRODUCT = 'http://127.0.0.1:3003';
const ROUNDS = 3;
const SECONDS = 8;

runCommand(USAGE, async (shutdown) => {
  const list = await fetch(GATEWAY + LIST).catch(() => undefined);
  if (list?.status !== 200) throw new PlainError('The platform does not answer: start it with npm start.');
  const bytes = (await list.arrayBuffer()).byteLength;
  say(`A list of 20 products has ${bytes} bytes; so have the answers of the bare chain.\n`);
  const chain = await startBareChain(bytes, shutdown);
  const bare: Target = { name: 'bare chain', url: chain.url };
  const cached: Target = { name: 'product list, cached', url: GATEWAY + LIST };
  const uncached: Target = {
    name: 'product list, uncached',
    url: GATEWAY + LIST,
    vary: (count) => `${LIST}&maxPrice=${900_000_000 + (Date.now() % 50_000_000) + count}`,
  };
  const capacity = await compareThroughput([bare, cached, uncached]);
  await compareLatency(cached, capacity / 2);
  return 0;
});

/** @returns the requests per second of the second target, the cached list */
async function compareThroughput(targets: readonly Target[]): Promise<number> {
  const rounds = new Map<string, Figures[]>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const target of targets) {
      const figures = await measure(target, SECONDS);
      rounds.set(target.name, [...(rounds.get(target.name) ?? []), figures]);
      say(`  round ${round}, ${target.name}: ${figures.requestsPerSecond.toFixed(0)} requests/s`);
    }
  }
  const rate = (target: Target | undefined) =>
    median(rounds.get(target?.name ?? '') ?? [], (one) => one.requestsPerSecond);
  say('\n| target | requests/s | p50 ms | p99 ms | of the bare chain |\n| --- | --- | --- | --- | --- |');
  for (const target of targets) {
    const figures = rounds.get(target.name) ?? [];
    const share = (100 * rate(target)) / rate(targets[0]);
    const cells = [
      rate(target).toFixed(0),
      median(figures, (one) => one.p50Ms),
      median(figures, (one) => one.p99Ms),
    ];
    say(`| ${target.name} | ${cells.join(' | ')} | ${share.toFixed(0)} % |`);
  }
  return rate(targets[1]);
}

/** Compares the way through gateway and sidecars with a direct call of the service, both at the same moderate rate. */
async function compareLatency(through: Target, rate: number): Promise<void> {
  const token = secret(await loadSecrets(), 'sidecar', 'appApiToken');
  const direct: Target = {
    name: 'direct call',
    url: PRODUCT + LIST.replace('/api', ''),
    headers: { 'dapr-api-token': token },
  };
  const requests = Math.max(50, Math.floor(rate));
  const [near, far] = [await measure(direct, SECONDS, requests), await measure(through, SECONDS, requests)];
  say(`\nAt ${requests} requests/s, half of what the cached list can do:`);
  say(
    `  direct p50 ${near.p50Ms} ms, p99 ${near.p99Ms} ms; through gateway and sidecars p50 ${far.p50Ms} ms, p99 ${far.p99Ms} ms`,
  );
  say(`  added: p50 ${far.p50Ms - near.p50Ms} ms, p99 ${far.p99Ms - near.p99Ms} ms`);
}
