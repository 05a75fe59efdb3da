import { readServices } from '../services';
import { readConsumers } from './start-storm';
import { addCounts, type StormCounts } from './storm-counts';
import { COUNTS_PATH } from './storm-proxy';

/** The counts of the storm before all services; undefined when there is none. */
export async function readStormCounts(): Promise<StormCounts | undefined> {
  const [services, consumers] = await Promise.all([readServices(), readConsumers()]);
  const counts = await Promise.all(
    services.filter(({ name }) => consumers.has(name)).map(({ port }) => readCounts(port)),
  );
  const known = counts.filter((one) => one !== undefined);
  return known.length < counts.length ? undefined : addCounts(known);
}

async function readCounts(port: number): Promise<StormCounts | undefined> {
  const response = await fetch(`http://127.0.0.1:${port}${COUNTS_PATH}`).catch(() => undefined);
  return response?.status === 200 ? ((await response.json()) as StormCounts) : undefined;
}
