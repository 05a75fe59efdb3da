import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from './command';
import { DOCKER_COMPOSE_VERSION, dockerComposeFile } from './docker-compose-file';
import { PlainError } from './plain-error';
import { say } from './progress';

const USAGE = `
npm run obtain-docker-compose

Builds Docker Compose, with which docker-compose.yml is checked, from its Go module (checksums verified by Go) into
\${XDG_CACHE_HOME:-~/.cache}/sidecart/docker-compose, unless it is there. It needs Go 1.24 or later (https://go.dev/dl)
and two minutes. Where Docker is installed nothing of it is needed.
`;

const MODULE = 'github.com/docker/compose/v2';
const MAX_OUTPUT_LINES = 5;

runCommand(USAGE, async (shutdown) => {
  const file = dockerComposeFile();
  if (!existsSync(file)) {
    await shutdown.during(build(file, shutdown.signal));
  }
  say(`docker-compose ${file}`);
  return 0;
});

/** Builds beside the cache and moves what works into it, so that nothing half done is ever found there. */
async function build(file: string, signal: AbortSignal): Promise<void> {
  say(`Building Docker Compose ${DOCKER_COMPOSE_VERSION} with Go …`);
  const draft = path.join(path.dirname(path.dirname(file)), `.draft-${process.pid}`);
  await mkdir(draft, { recursive: true });
  try {
    // `go install` refuses a module that excludes versions of others; as a part of this one its exclusions do not count.
    await writeFile(
      path.join(draft, 'go.mod'),
      `module sidecart.local/docker-compose\n\ngo 1.24.9\n\nrequire ${MODULE} v${DOCKER_COMPOSE_VERSION}\n`,
    );
    const { Dir: source } = JSON.parse(
      await go(['mod', 'download', '-json', `${MODULE}@v${DOCKER_COMPOSE_VERSION}`], draft, signal),
    ) as { Dir: string };
    await copyFile(path.join(source, 'go.sum'), path.join(draft, 'go.sum'));
    const flags = ['-ldflags', `-s -w -X ${MODULE}/internal.Version=v${DOCKER_COMPOSE_VERSION}`];
    await go(['build', ...flags, '-o', 'docker-compose', `${MODULE}/cmd`], draft, signal);
    await mkdir(path.dirname(file), { recursive: true });
    await rename(path.join(draft, 'docker-compose'), file);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function go(args: string[], folder: string, signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('go', args, {
      cwd: folder,
      env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' },
      signal,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    const reason = stderr.trim().split('\n').slice(-MAX_OUTPUT_LINES).join('\n');
    throw new PlainError(
      code === 'ENOENT'
        ? 'Docker Compose cannot be built: Go is not installed (https://go.dev/dl)'
        : `Docker Compose cannot be built with this Go:\n${reason}`,
    );
  }
}
