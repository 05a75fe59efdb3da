import path from 'node:path';
import { ENVIRONMENT_FILE } from './paths';
import { secret, writePrivate, type Secrets } from './secrets';

/**
 * What `dapr run` needs in its environment: the sidecars' tokens, which a run file cannot give to a sidecar, and
 * the address under which the sidecars find each other.
 */
export function sidecarEnvironment(secrets: Secrets): Record<string, string> {
  return {
    DAPR_API_TOKEN: secret(secrets, 'sidecar', 'daprApiToken'),
    APP_API_TOKEN: secret(secrets, 'sidecar', 'appApiToken'),
    // Without it a sidecar registers the address of the network at hand, which changes on the way to the office.
    DAPR_HOST_IP: '127.0.0.1',
  };
}

/**
 * Writes an environment as a file for the shell: `. .sidecart/env`.
 * @param cli the `dapr` program, whose folder is put in front of PATH
 */
export async function writeEnvironmentFile(environment: Record<string, string>, cli?: string): Promise<void> {
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${quote(value)}`);
  if (cli) {
    lines.push(`export PATH=${quote(path.dirname(cli))}:"$PATH"`);
  }
  await writePrivate(ENVIRONMENT_FILE, `${lines.join('\n')}\n`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
