import { Client } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { obtainDapr } from '../../dapr/dapr';
import { inParallel } from '../../in-parallel';
import { openBooks } from '../../laws/books';
import { refuseTakenPorts } from '../../machine/ports';
import { PlainError } from '../../plain-error';
import { sayDone } from '../../progress';
import { secret } from '../../secrets';
import type { ComponentSet } from '../../servers/component-sets';
import type { Shutdown } from '../../shutdown';
import { openDeadLetterBook } from './dead-letter-book';
import { endLeftovers, forgetProcesses } from './leftovers';
import { publish } from './publish';
import { readRunSettings, type RunSettings } from './run-file';
import { createSetServers } from './set-servers';
import type { Shop, ShopInstance } from './shop';
import { shopPorts } from './shop-places';
import { writeShopFiles, type ShopFiles } from './shop-files';
import { endInstance, findUnready, startShopInstance, type Workshop } from './start-instance';
import { startDatabases, startMail, startProvider } from './start-servers';

export interface ShopOptions {
  readonly set: ComponentSet;
  readonly seed: string;
  readonly plant: Workshop['plant'];
}

const READY_TIMEOUT_MS = 120_000;
const LOOK_INTERVAL_MS = 200;
const STARTS_AT_ONCE = 2;

/** Starts the shop on empty databases, at ports and in a folder of its own, until the command ends. */
export async function startShop(options: ShopOptions, shutdown: Shutdown): Promise<Shop> {
  const left = await endLeftovers();
  if (left > 0) sayDone(`${left} processes of a campaign that was cut off are ended`);
  const settings = await readRunSettings(options.set);
  await refuseTakenPorts(shopPorts(settings.length));
  const files = await writeShopFiles(options.set);
  const { daprd } = await obtainDapr(shutdown.signal);
  const nothing = () => Promise.resolve();
  await shutdown.start('The record of the processes', nothing, async () => nothing().then(forgetProcesses));
  const servers = await startServers(options, { settings, files }, shutdown);
  sayDone(`The servers are there (${options.set})`);
  const staff = await startStaff({ files, daprd, plant: options.plant }, settings, shutdown);
  const shop: Shop = {
    set: options.set,
    names: settings.map(({ name }) => name),
    ...servers,
    ...staff,
    deadLetters: await openDeadLetterBook(options.set, files.directSecrets),
    gatewayUrls: () => staff.instances.filter(({ service }) => service === 'gateway').map(({ url }) => url),
    publish: (service, topic, event) =>
      publish(requireInstance(staff.instances, service).ports, files.secrets, topic, event),
    instance: (service) => requireInstance(staff.instances, service),
    unready: () => findUnready(staff.instances),
    alter: (service, sql) => alter(secret(files.directSecrets, service, 'databaseUrl'), sql),
    openBooks: () => openBooks((service) => secret(files.directSecrets, service, 'databaseUrl')),
  };
  await waitUntilReady(shop, shutdown.signal);
  sayDone('Seven services beside their sidecars are ready');
  return shop;
}

async function startServers(
  { set, seed }: ShopOptions,
  { settings, files }: { settings: readonly RunSettings[]; files: ShopFiles },
  shutdown: Shutdown,
) {
  const { broker, redis } = createSetServers(set, files.directSecrets);
  // In the set where Redis is the broker as well, the second start finds it running.
  for (const server of redis ? [broker, redis] : [broker]) {
    await shutdown.start(
      server.name,
      () => server.up(),
      () => server.stop(),
    );
  }
  await startMail(shutdown);
  const { postgres, door, disk } = await startDatabases(files, settings, shutdown);
  const providerDoor = await startProvider(files, seed, shutdown);
  return { broker, redis, postgres, databaseDoor: door, disk, providerDoor };
}

async function startStaff(workshop: Workshop, settings: readonly RunSettings[], shutdown: Shutdown) {
  const instances: ShopInstance[] = [];
  const add = async (replica: number) => {
    const added = await inParallel(settings, STARTS_AT_ONCE, (one, index) =>
      startShopInstance(workshop, one, index, replica),
    );
    instances.push(...added);
  };
  const end = async (ending: readonly ShopInstance[]) => {
    await inParallel(ending, ending.length, endInstance);
  };
  await shutdown.start(
    'The services',
    () => add(0),
    () => end(instances),
  );
  const ready = () => waitUntilReady({ unready: () => findUnready(instances) }, shutdown.signal);
  return {
    instances,
    double: () => add(1).then(ready),
    undouble: () => end(instances.splice(settings.length)),
  };
}

function requireInstance(instances: readonly ShopInstance[], service: string): ShopInstance {
  const found = instances.find((one) => one.service === service);
  if (!found) throw new PlainError(`There is no service named ${service}.`);
  return found;
}

async function alter(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** @throws {PlainError} that names who is not ready in time */
export async function waitUntilReady(shop: Pick<Shop, 'unready'>, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (let late = await shop.unready(); late.length > 0; late = await shop.unready()) {
    if (Date.now() > deadline)
      throw new PlainError(`Not ready after ${READY_TIMEOUT_MS / 1_000} s: ${late.join(', ')}`);
    await delay(LOOK_INTERVAL_MS, undefined, { signal });
  }
}
