import { runCommand } from './command';
import { makeRuntimeFolder } from './dapr/dapr';
import { findDaprTool } from './dapr/dapr-search';
import { DAPR_CLI, DAPRD } from './dapr/dapr-tools';
import { sidecarEnvironment, writeEnvironmentFile } from './environment-file';
import { startInfrastructure } from './servers/infrastructure';
import { infrastructurePorts, refuseTakenPorts } from './machine/ports';
import { say } from './progress';
import { beginRun, refuseSecondRun } from './machine/run-record';
import { loadSecrets, type Secrets } from './secrets';
import { readServices } from './services';

const USAGE = `
npm run infra

Starts the servers that the services need, all on 127.0.0.1: PostgreSQL 15 (15432), an MQTT broker (11883), a mail
catcher (11025, inbox http://localhost:8025) and a sandbox payment provider (8026, books http://localhost:8026);
migrates and seeds the databases. Ctrl-C stops them.
The services are then started in another terminal:  . .sidecart/env && dapr run -f dapr.yaml
`;

runCommand(USAGE, async (shutdown) => {
  refuseSecondRun();
  await refuseTakenPorts(infrastructurePorts());
  const record = await beginRun('infra', shutdown);
  const services = await readServices();
  const secrets = await loadSecrets();
  const [{ failed }, hasDapr] = await Promise.all([
    shutdown.during(startInfrastructure({ services, secrets, shutdown, record })),
    prepareEnvironment(secrets),
  ]);
  if (!hasDapr) {
    say(
      '\nThis machine has no daprd 1.18 or no dapr yet; to obtain them: npm run obtain-dapr, then npm run infra again.',
    );
  }
  say(
    '\nNow, in another terminal:\n\n  . .sidecart/env && dapr run -f dapr.yaml\n\nCtrl-C stops what runs here.',
  );
  return failed;
});

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
