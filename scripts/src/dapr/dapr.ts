import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildWithGo } from './dapr-build';
import { downloadRelease } from './dapr-release';
import { findDaprTool } from './dapr-search';
import {
  compareVersions,
  DAPR_CLI,
  DAPRD,
  formatVersion,
  PREFERRED_DAPRD,
  type DaprTool,
} from './dapr-tools';
import { PlainError } from '../plain-error';
import { STATE_FOLDER } from '../paths';
import { say } from '../progress';

/** The two programs, ready to run. */
export interface Dapr {
  daprd: string;
  cli: string;
}

/**
 * Finds `daprd` and `dapr` on this machine, or obtains them: from the official release with its checksum verified,
 * else by a Go build.
 * @throws {PlainError} naming each source that was tried and why it did not do
 */
export async function obtainDapr(signal: AbortSignal): Promise<Dapr> {
  const [daprd, cli] = await Promise.all([findDaprTool(DAPRD), findDaprTool(DAPR_CLI)]);
  for (const sentence of [...daprd.refused, ...cli.refused]) {
    say(`  ! ${sentence}`);
  }
  if (daprd.found && compareVersions(daprd.found.version, PREFERRED_DAPRD) < 0) {
    say(
      `  ! daprd ${formatVersion(daprd.found.version)} will do, but a malformed event can end it; ` +
        `${formatVersion(PREFERRED_DAPRD)} or later is preferred.`,
    );
  }
  return {
    daprd: daprd.found?.file ?? (await obtain(DAPRD, signal)),
    cli: cli.found?.file ?? (await obtain(DAPR_CLI, signal)),
  };
}

async function obtain(tool: DaprTool, signal: AbortSignal): Promise<string> {
  const reasons: string[] = [];
  const sources = [
    { name: 'official release', get: downloadRelease },
    { name: 'Go build', get: buildWithGo },
  ];
  for (const source of sources) {
    signal.throwIfAborted();
    try {
      return await source.get(tool, signal);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      say(`  ! ${tool.name}, ${source.name}: ${reason}`);
      reasons.push(`- ${source.name}: ${reason}`);
    }
  }
  throw new PlainError(
    `${tool.name} is neither on this machine nor could it be obtained:\n${reasons.join('\n')}\n` +
      'Install the Dapr CLI (https://docs.dapr.io/getting-started/install-dapr-cli/), run: dapr init --slim',
  );
}

/**
 * Makes the folder in which `dapr run` looks for its sidecar. The program there starts the real one and keeps it to
 * 127.0.0.1 also with the two ports for which a run file has no setting (calls between sidecars, metrics).
 * @returns what `DAPR_RUNTIME_PATH` is to be
 */
export async function makeRuntimeFolder(daprd: string): Promise<string> {
  const folder = path.join(STATE_FOLDER, 'dapr');
  const program = path.join(folder, '.dapr', 'bin', 'daprd');
  const quoted = `'${daprd.replaceAll("'", `'\\''`)}'`;
  const listen = '--dapr-internal-grpc-listen-address 127.0.0.1 --metrics-listen-address 127.0.0.1';
  await mkdir(path.dirname(program), { recursive: true });
  await writeFile(program, `#!/bin/sh\nexec ${quoted} ${listen} "$@"\n`);
  await chmod(program, 0o755);
  return folder;
}
