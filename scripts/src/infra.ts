import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { makeRuntimeFolder } from './dapr/dapr';
import { findDaprTool } from './dapr/dapr-search';
import { DAPR_CLI, DAPRD } from './dapr/dapr-tools';
import { sidecarEnvironment, writeEnvironmentFile } from './environment-file';
import {
  COMPONENT_SETS,
  parseComponentSet,
  requireServers,
  type ComponentSet,
} from './servers/component-sets';
import { startInfrastructure } from './servers/infrastructure';
import { infrastructurePorts, refuseTakenPorts } from './machine/ports';
import { say } from './progress';
import { beginRun, refuseSecondRun } from './machine/run-record';
import { loadSecrets, type Secrets } from './secrets';
import { readServices } from './services';

const USAGE = `
npm run infra [-- --components ${COMPONENT_SETS.join('|')}]

Starts the servers that the services need, all on 127.0.0.1: PostgreSQL 15 (15432), an MQTT broker (11883), a mail
catcher (11025, inbox http://localhost:8025) and a sandbox payment provider (8026, books http://localhost:8026);
migrates and seeds the databases. Ctrl-C stops them.
The services are then started in another terminal:  . .sidecart/env && dapr run -f dapr.yaml

--components   Instead of the MQTT broker the servers of another component set, for which it says how to start the
               services: Redis (16379), RabbitMQ (15673, management page 15676) with Redis, or Kafka (19092).
`;

runCommand(USAGE, async (shutdown, args) => {
  const { components } = parseArgs({ args, options: { components: { type: 'string' } } }).values;
  const set = parseComponentSet(components);
  refuseSecondRun();
  await requireServers(set);
  await refuseTakenPorts(infrastructurePorts(set));
  const record = await beginRun('infra', shutdown);
  const services = await readServices();
  const secrets = await loadSecrets();
  const [{ failed }, hasDapr] = await Promise.all([
    shutdown.during(startInfrastructure({ set, services, secrets, shutdown, record })),
    prepareEnvironment(secrets),
  ]);
  if (!hasDapr) {
    say(
      '\nThis machine has no daprd 1.18 or no dapr yet; to obtain them: npm run obtain-dapr, then npm run infra again.',
    );
  }
  say(
    `\nNow, in another terminal:\n\n  . .sidecart/env && ${daprRunCommand(set)}\n\nCtrl-C stops what runs here.`,
  );
  return failed;
});

/** A run file has no parameters, but `dapr run` takes one from its input. */
function daprRunCommand(set: ComponentSet): string {
  return set === 'embedded'
    ? 'dapr run -f dapr.yaml'
    : `sed 's,components/embedded,components/${set},' dapr.yaml | dapr run -f -`;
}

async function prepareEnvironment(secrets: Secrets): Promise<boolean> {
  const environment = sidecarEnvironment(secrets);
  const [daprd, cli] = await Promise.all([findDaprTool(DAPRD), findDaprTool(DAPR_CLI)]);
  if (!daprd.found || !cli.found) {
    await writeEnvironmentFile(environment);
    return false;
  }
  const runtime = await makeRuntimeFolder(daprd.found.file);
  await writeEnvironmentFile({ ...environment, DAPR_RUNTIME_PATH: runtime }, cli.found.file);
  return true;
}
