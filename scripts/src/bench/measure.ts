import autocannon from 'autocannon';

const CONNECTIONS = 16;
const WARM_UP_SECONDS = 2;

export interface Target {
  readonly name: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes each request another one, so that no cache can answer it. */
  readonly vary?: (count: number) => string;
}

export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Loads a target from sixteen connections, as fast as they go or at a given rate in all.
 *
 * @throws when any answer is not a 2xx: a refused request is fast and would look good
 */
export async function measure(target: Target, seconds: number, rate?: number): Promise<Figures> {
  await load(target, WARM_UP_SECONDS, rate);
  const result = await load(target, seconds, rate);
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${target.name}: ${bad} requests were not answered with 2xx`);
  return { requestsPerSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

let count = 0;

function load(target: Target, duration: number, rate: number | undefined): Promise<autocannon.Result> {
  const { vary } = target;
  return autocannon({
    url: target.url,
    connections: CONNECTIONS,
    duration,
    headers: { ...target.headers },
    ...(rate === undefined ? {} : { overallRate: rate }),
    ...(vary === undefined
      ? {}
      : { requests: [{ setupRequest: (request) => ({ ...request, path: vary((count += 1)) }) }] }),
  });
}

/** The median of figures taken in turn: a noisy neighbour disturbs one round, not all. */
export function median(rounds: readonly Figures[], pick: (figures: Figures) => number): number {
  const sorted = rounds.map(pick).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
