import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startPlatform } from './platform-process';

const ROOT = resolve(__dirname, '../..');
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the tests: unit, component and contract first, then what the component sets promise, then the journeys over real
 * sidecars and a short trial of the whole API, for which it starts the platform and stops it again. Its last line gives
 * the true counts. `test e2e` or `test fast` runs one part.
 */
async function main(part: string | undefined): Promise<void> {
  const results = mkdtempSync(join(tmpdir(), 'sidecart-tests-'));
  const counts: Counts[] = [];
  try {
    if (part !== 'e2e') counts.push(await runJest('fast', join(results, 'fast.json')));
    if (part === undefined) counts.push(await runCounting('test-components.js', 'all'));
    if (part !== 'fast') counts.push(...(await runOnPlatform(join(results, 'e2e.json'), part !== 'e2e')));
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
  const sum = (pick: (count: Counts) => number) => counts.reduce((total, count) => total + pick(count), 0);
  const failed = sum((count) => count.failed);
  console.log(`${sum((count) => count.passed)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runJest(project: string, outputFile: string): Promise<Counts> {
  const args = [JEST, '--selectProjects', project, '--json', `--outputFile=${outputFile}`, '--silent=false'];
  const jest = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(jest, 'exit');
  return readCounts(outputFile);
}

/** A suite that cannot even be loaded has no failed test, but it counts as one. */
function readCounts(outputFile: string): Counts {
  try {
    const result = JSON.parse(readFileSync(outputFile, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function runOnPlatform(outputFile: string, withApi: boolean): Promise<Counts[]> {
  const platform = await startPlatform();
  if (!platform) return [{ passed: 0, failed: 1 }];
  try {
    const journeys = await runJest('e2e', outputFile);
    return withApi ? [journeys, ...(await tryApi())] : [journeys];
  } finally {
    await platform.stop();
  }
}

/** Each operation counts as a test. A machine without Python says so; CI has it. */
async function tryApi(): Promise<Counts[]> {
  const { status } = spawnSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' });
  if (status !== 0) {
    console.log('The API is not tried: that needs Python with venv (python3-venv).');
    return [];
  }
  return [await runCounting('test-api.js', '--short')];
}

/** Runs a command whose last line gives its counts; one that ends without has failed. */
async function runCounting(command: string, argument: string): Promise<Counts> {
  const trial = spawn(process.execPath, [join(__dirname, command), argument], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = '';
  for await (const line of createInterface(trial.stdout)) {
    console.log(line);
    last = line;
  }
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  return passed === undefined ? { passed: 0, failed: 1 } : { passed: Number(passed), failed: Number(failed) };
}

void main(process.argv[2]);
