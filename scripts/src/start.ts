import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { makeRuntimeFolder, obtainDapr } from './dapr/dapr';
import { startDaprRun, type RunningDapr } from './dapr/dapr-run';
import { writeRunFile } from './dapr/run-file';
import { sidecarEnvironment, writeEnvironmentFile } from './environment-file';
import { COMPONENT_SETS, parseComponentSet, requireServers } from './servers/component-sets';
import { startInfrastructure } from './servers/infrastructure';
import { PlainError } from './plain-error';
import { infrastructurePorts, refuseTakenPorts, servicePorts } from './machine/ports';
import { sendSignal } from './machine/processes';
import { say, sayDone } from './progress';
import { probe, waitUntilReady } from './dapr/readiness';
import { beginRun, refuseSecondRun } from './machine/run-record';
import { loadSecrets } from './secrets';
import { deleteServiceLogs } from './dapr/service-logs';
import { readServices, type Service } from './services';
import type { Shutdown } from './shutdown';
import { startStorm, USUAL_STORM } from './storm/start-storm';
import { describePlatform } from './summary';
import { watchServices } from './dapr/service-watch';

const USAGE = `
npm start [-- [--components ${COMPONENT_SETS.join('|')}] [--storm <seed>]]

Runs the whole platform on this machine: PostgreSQL, an MQTT broker, a mail catcher, a sandbox payment provider, and the
seven services beside their Dapr sidecars. daprd and dapr are downloaded when they are missing. Ctrl-C stops all of it; the data stays.
The first start takes minutes, a later one seconds. See also: npm run infra, stop, reset, doctor.

--components   What stands behind the sidecars (components/README.md); embedded is the MQTT broker. The servers of the
               other sets must be on this machine: npm run doctor -- --components <set> says how to get them.
--storm        Every event is delivered three times and out of turn, by a plan that the seed decides.
`;

const OPTIONS = { storm: { type: 'string' }, components: { type: 'string' } } as const;
const READY_TIMEOUT_MS = 180_000;

runCommand(USAGE, async (shutdown, args) => {
  const { storm, components } = parseArgs({ args, options: OPTIONS }).values;
  const set = parseComponentSet(components);
  refuseSecondRun();
  await requireServers(set);
  const services = await readServices();
  requireBuilt(services);
  await refuseTakenPorts([...infrastructurePorts(set), ...servicePorts(services)]);
  const record = await beginRun('start', shutdown);
  const secrets = await loadSecrets();
  say('Starting Sidecart');
  const [infrastructure, dapr] = await Promise.all([
    shutdown.during(startInfrastructure({ set, services, secrets, shutdown, record })),
    shutdown.during(obtainDapr(shutdown.signal)),
  ]);
  const environment = {
    ...sidecarEnvironment(secrets),
    DAPR_RUNTIME_PATH: await makeRuntimeFolder(dapr.daprd),
  };
  await writeEnvironmentFile(environment, dapr.cli);
  deleteServiceLogs(services);
  const stormed =
    storm === undefined
      ? new Set<string>()
      : await startStorm(services, { ...USUAL_STORM, seed: storm }, shutdown);
  const runFile = await writeRunFile({ set, stormed });
  const run = await startServices(dapr.cli, environment, runFile, shutdown);
  let up = false;
  const { signal } = shutdown;
  const failed = Promise.race([
    infrastructure.failed,
    watchServices({ services, run, record, isUp: () => up, signal }),
  ]);
  await Promise.race([waitForServices(services, signal), failed]);
  up = true;
  say(await describePlatform(services, secrets, set));
  return failed;
});

function requireBuilt(services: Service[]): void {
  const missing = services.filter(({ folder }) => !existsSync(path.join(folder, 'dist', 'main.js')));
  if (missing.length > 0) {
    throw new PlainError(
      `Not built: ${missing.map(({ name }) => name).join(', ')}; run npx tsc -b for the reason.`,
    );
  }
}

async function startServices(
  cli: string,
  environment: Record<string, string>,
  runFile: string,
  shutdown: Shutdown,
): Promise<RunningDapr> {
  const run = await shutdown.start(
    'The services',
    () => Promise.resolve(startDaprRun(cli, environment, runFile)),
    async (running) => {
      say('\nStopping the services, then the servers …');
      await running.stop();
    },
  );
  shutdown.onForce(() => sendSignal(-run.groupId, 'SIGKILL'));
  return run;
}

async function waitForServices(services: Service[], signal: AbortSignal): Promise<void> {
  const ready = waitUntilReady(services, signal, ({ name }) => sayDone(`${name} and its sidecar are ready`));
  const timeout = delay(READY_TIMEOUT_MS, 'timeout', { signal, ref: false });
  if ((await Promise.race([ready, timeout])) === 'timeout') {
    const states = await Promise.all(
      services.map(async (service) => ({ service, ...(await probe(service)) })),
    );
    const late = states.flatMap(({ service, ...state }) => [
      ...(state.app ? [] : [`the ${service.name} service`]),
      ...(state.sidecar ? [] : [`the sidecar of the ${service.name} service`]),
    ]);
    throw new PlainError(
      `Not ready after ${READY_TIMEOUT_MS / 1000} s: ${late.join(', ')}; the logs are in services/*/.dapr/logs.`,
    );
  }
}
