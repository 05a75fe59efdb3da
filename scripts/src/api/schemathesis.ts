import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../dapr/dapr-cache';
import { PlainError } from '../plain-error';
import { REPOSITORY } from '../paths';
import { say } from '../progress';

const FOLDER = path.join(REPOSITORY, 'scripts', 'api-fuzz');
const REQUIREMENTS = path.join(FOLDER, 'requirements.txt');

/** What is checked of every answer. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'ignored_auth',
  'unsupported_method',
];

export interface FuzzRun {
  /** The prepared document. */
  readonly document: string;
  readonly url: string;
  /** Absent for a run as nobody. */
  readonly token: string | undefined;
  readonly phases: readonly string[];
  /** Requests made up for each operation. */
  readonly maxExamples: number;
  readonly seed: number;
  /** Where its report goes, as NDJSON. */
  readonly report: string;
  /** A regular expression over operation ids. */
  readonly exclude?: string | undefined;
  readonly include?: string | undefined;
}

/**
 * Has schemathesis in a virtual environment of its own, in the pinned version.
 *
 * @returns the program
 * @throws PlainError when Python cannot make one
 */
export async function obtainSchemathesis(signal: AbortSignal): Promise<string> {
  const requirements = await readFile(REQUIREMENTS, 'utf8');
  const folder = path.join(cacheFolder(), 'schemathesis', requirements.trim().replaceAll(/\W+/g, '-'));
  const program = path.join(folder, 'bin', 'st');
  if (existsSync(path.join(folder, 'complete'))) return program;
  say('  … installing schemathesis from PyPI');
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  const run = promisify(execFile);
  try {
    await run('python3', ['-m', 'venv', folder], { signal });
    const pip = path.join(folder, 'bin', 'pip');
    await run(pip, ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS], { signal });
  } catch (error) {
    throw new PlainError(
      `schemathesis cannot be installed; it needs Python 3.10 with venv (python3-venv on Debian): ${(error as Error).message}`,
    );
  }
  await writeFile(path.join(folder, 'complete'), '');
  return program;
}

/**
 * Lets schemathesis loose on the API.
 *
 * @throws PlainError when it could not do its work, which is something else than finding faults
 */
export async function fuzz(program: string, run: FuzzRun, signal: AbortSignal): Promise<void> {
  const config = `${run.report}.toml`;
  // Neither a command line nor a file shows the token.
  const headers = run.token === undefined ? '' : '[headers]\nAuthorization = "Bearer ${API_TOKEN}"\n';
  await writeFile(config, `${headers}[auth]\nauto-signup = false\n`);
  const child = spawn(program, argumentsOf(config, run), {
    // It leaves a cache where it works.
    cwd: path.dirname(run.report),
    env: {
      ...process.env,
      API_TOKEN: run.token ?? '',
      SCHEMATHESIS_HOOKS: path.join(FOLDER, 'hooks.py'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  await writeFile(`${run.report}.txt`, output.join(''));
  // 1 is: it found something. Its report says what.
  if (code === 0 || code === 1) return;
  throw new PlainError(`schemathesis ended with ${code}:\n${output.join('').slice(-2_000)}`);
}

function argumentsOf(config: string, run: FuzzRun): string[] {
  return [
    ...['--config-file', config, 'run', run.document, '--url', run.url, '--no-color'],
    ...['--phases', run.phases.join(','), '--max-examples', String(run.maxExamples)],
    ...['--checks', CHECKS.join(','), '--seed', String(run.seed), '--workers', '2'],
    ...['--report', 'ndjson', '--report-ndjson-path', run.report],
    ...['--generation-database', 'none', '--suppress-health-check', 'all', '--warnings', 'off'],
    ...['--request-timeout', '30', '--continue-on-failure', '--no-shrink'],
    ...(run.exclude === undefined ? [] : ['--exclude-operation-id-regex', run.exclude]),
    ...(run.include === undefined ? [] : ['--include-operation-id-regex', run.include]),
  ];
}
