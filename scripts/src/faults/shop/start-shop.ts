import { setTimeout as delay } from 'node:timers/promises';
import { obtainDapr } from '../../dapr/dapr';
import { inParallel } from '../../in-parallel';
import { openBooks } from '../../laws/books';
import { PlainError } from '../../plain-error';
import { sayDone } from '../../progress';
import { secret } from '../../secrets';
import type { ComponentSet } from '../../servers/component-sets';
import type { Shutdown } from '../../shutdown';
import { endLeftovers, forgetProcesses } from './leftovers';
import { readRunSettings } from './run-file';
import { createSetServers } from './set-servers';
import type { Shop, ShopInstance } from './shop';
import { writeShopFiles } from './shop-files';
import { endInstance, findUnready, startShopInstance, type Workshop } from './start-instance';
import { startDatabases, startMail, startProvider } from './start-servers';

export interface ShopOptions {
  readonly set: ComponentSet;
  readonly seed: string;
  readonly plant: Workshop['plant'];
}

const READY_TIMEOUT_MS = 120_000;
const LOOK_INTERVAL_MS = 200;

/** Starts the shop on empty databases, at ports and in a folder of its own, until the command ends. */
export async function startShop(options: ShopOptions, shutdown: Shutdown): Promise<Shop> {
  const left = await endLeftovers();
  if (left > 0) sayDone(`${left} processes of a campaign that was cut off are ended`);
  const [settings, files, dapr] = [
    await readRunSettings(),
    await writeShopFiles(options.set),
    await obtainDapr(shutdown.signal),
  ];
  await shutdown.start('The record of the processes', () => Promise.resolve(), async () => forgetProcesses());
  const { broker, redis } = createSetServers(options.set, files);
  for (const server of redis ? [broker, redis] : [broker]) {
    await shutdown.start(
      server.name,
      () => server.up(),
      () => server.stop(),
    );
  }
  await startMail(shutdown);
  const databases = await startDatabases(files, settings, shutdown);
  const providerDoor = await startProvider(files, options.seed, shutdown);
  sayDone(`The servers are there (${options.set})`);
  const workshop = { files, daprd: dapr.daprd, plant: options.plant };
  const instances: ShopInstance[] = [];
  const add = async (replica: number) => {
    const added = await inParallel(settings, 2, (one, index) => startShopInstance(workshop, one, index, replica));
    instances.push(...added);
  };
  await shutdown.start(
    'The services',
    () => add(0),
    async () => void (await inParallel(instances, instances.length, endInstance)),
  );
  const shop: Shop = {
    set: options.set,
    names: settings.map(({ name }) => name),
    instances,
    postgres: databases.postgres,
    broker,
    redis,
    databaseDoor: databases.door,
    providerDoor,
    disk: databases.disk,
    instance: (service) => requireInstance(instances, service),
    async double() {
      await add(1);
    },
    async undouble() {
      const second = instances.splice(settings.length);
      await inParallel(second, second.length, endInstance);
    },
    unready: () => findUnready(instances),
    openBooks: () => openBooks((service) => secret(files.directSecrets, service, 'databaseUrl')),
  };
  await waitUntilReady(shop, shutdown.signal);
  sayDone('Seven services beside their sidecars are ready');
  return shop;
}

function requireInstance(instances: readonly ShopInstance[], service: string): ShopInstance {
  const found = instances.find((one) => one.service === service);
  if (!found) throw new PlainError(`There is no service named ${service}.`);
  return found;
}

/** @throws {PlainError} that names who is not ready in time */
export async function waitUntilReady(shop: Pick<Shop, 'unready'>, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (let late = await shop.unready(); late.length > 0; late = await shop.unready()) {
    if (Date.now() > deadline) throw new PlainError(`Not ready after ${READY_TIMEOUT_MS / 1_000} s: ${late.join(', ')}`);
    await delay(LOOK_INTERVAL_MS, undefined, { signal });
  }
}
