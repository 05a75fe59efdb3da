import { execFile, spawn } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { addToCache } from './dapr-cache';
import type { DaprTool } from './dapr-tools';
import { PlainError } from '../plain-error';
import { REPOSITORY } from '../paths';
import { elapsed, say } from '../progress';

const PROGRESS_INTERVAL_MS = 15_000;
const MAX_OUTPUT_LINES = 5;

/**
 * Builds a program from its Go module into the cache; some minutes, and a few gigabytes in Go's own cache. The
 * module files are in scripts/dapr-build, the checksums of all modules come with Dapr's own module.
 * @returns the path in the cache
 * @throws {PlainError} with the reason, for the reader
 */
export async function buildWithGo(tool: DaprTool, signal: AbortSignal): Promise<string> {
  const { folder, module, version } = tool.build;
  await requireGo();
  say(`  … building ${tool.name} ${version} with Go, which takes some minutes`);
  return addToCache(tool.name, version, async (draft) => {
    await copyFile(
      path.join(REPOSITORY, 'scripts', 'dapr-build', folder, 'go.mod'),
      path.join(draft, 'go.mod'),
    );
    const source = await downloadModule(`${module}@v${version}`, draft, signal);
    await writeFile(path.join(draft, 'go.sum'), await readFile(path.join(source, 'go.sum')));
    const program = path.join(draft, tool.name);
    await build(tool, program, draft, signal);
    return program;
  });
}

async function requireGo(): Promise<void> {
  try {
    await promisify(execFile)('go', ['version']);
  } catch {
    throw new PlainError('Go is not installed (https://go.dev/dl)');
  }
}

async function downloadModule(module: string, folder: string, signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', module], {
      cwd: folder,
      env: goEnvironment(),
      signal,
    });
    return (JSON.parse(stdout) as { Dir: string }).Dir;
  } catch (error) {
    const {
      stdout = '',
      stderr = '',
      message,
    } = error as { stdout?: string; stderr?: string; message: string };
    throw new PlainError(
      `the Go module ${module} cannot be had: ${lastLines(`${stdout}\n${stderr}`) || message}`,
    );
  }
}

async function build(tool: DaprTool, program: string, folder: string, signal: AbortSignal): Promise<void> {
  const { tags, versionVariable, version } = tool.build;
  const flags = [
    'build',
    '-v',
    '-tags',
    tags,
    '-ldflags',
    `-s -w -X ${versionVariable}=${version}`,
    '-o',
    program,
  ];
  const child = spawn('go', [...flags, tool.build.package], {
    cwd: folder,
    env: goEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const timer = setInterval(() => {
    const downloads = output.match(/^go: downloading/gm)?.length ?? 0;
    const packages = output.split('\n').length - 1 - downloads;
    say(`  … ${tool.name}: ${downloads} modules downloaded, ${packages} packages compiled  (${elapsed()})`);
  }, PROGRESS_INTERVAL_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) =>
        code === 0 ? resolve() : reject(new PlainError(`the Go build failed: ${lastLines(output)}`)),
      );
    });
  } finally {
    clearInterval(timer);
  }
}

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' };
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-MAX_OUTPUT_LINES).join('\n');
}
