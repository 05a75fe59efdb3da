import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command';
import { readOutcome, writeOutcome, type ConformanceTest } from './conformance/outcome';
import { obtainDapr } from './dapr/dapr';
import { REPOSITORY } from './paths';
import { say, sayProblem } from './progress';
import {
  COMPONENT_SETS,
  describeMissingServers,
  parseComponentSet,
  type ComponentSet,
} from './servers/component-sets';

const USAGE = `
npm run test:components -- ${COMPONENT_SETS.join('|')}|all

Tries a component set against what it promises: its real servers, real sidecars and its own component files, on ports of
their own. "all" tries every set whose servers are on this machine; those that REQUIRE_COMPONENT_SETS names fail without
them. What came out is kept in .sidecart/conformance; npm run report:components writes docs/conformance.md from it.
`;

const JEST = path.join(REPOSITORY, 'node_modules', 'jest', 'bin', 'jest.js');

runCommand(USAGE, async (shutdown, args) => {
  const sets = args[0] === 'all' ? COMPONENT_SETS : [parseComponentSet(args[0])];
  const required = (process.env['REQUIRE_COMPONENT_SETS'] ?? '').split(/[ ,]+/);
  await obtainDapr(shutdown.signal);
  const tests: ConformanceTest[] = [];
  let lacking = 0;
  for (const set of sets) {
    shutdown.signal.throwIfAborted();
    const missing = await describeMissingServers(set);
    if (missing.length === 0) {
      tests.push(...(await tryOut(set, shutdown.signal)));
    } else if (args[0] === 'all' && !required.includes(set)) {
      say(`${set} is not tried. ${missing.join(' ')}`);
    } else {
      sayProblem(`${set} cannot be tried. ${missing.join(' ')}`);
      lacking += 1;
    }
  }
  const passed = tests.filter((test) => test.passed).length;
  const failed = tests.length - passed + lacking;
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

async function tryOut(set: ComponentSet, signal: AbortSignal): Promise<ConformanceTest[]> {
  say(`\n${set}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'sidecart-outcome-'));
  const files = { results: path.join(folder, 'results.json'), notes: path.join(folder, 'notes.ndjson') };
  try {
    // A test that failed may have left something running.
    const args = [
      JEST,
      '--selectProjects=components',
      '--forceExit',
      '--json',
      `--outputFile=${files.results}`,
    ];
    const jest = spawn(process.execPath, args, {
      cwd: REPOSITORY,
      env: { ...process.env, COMPONENT_SET: set, CONFORMANCE_NOTES: files.notes },
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
    });
    let output = '';
    jest.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(jest, 'exit');
    const tests = readOutcome(files);
    for (const { name, passed, seconds, notes } of tests) {
      say(
        `  ${passed ? '✓' : '✗'} ${name}  (${seconds.toFixed(1)} s${notes.map((note) => `; ${note}`).join('')})`,
      );
    }
    if (tests.some((test) => !test.passed)) sayProblem(output);
    writeOutcome(set, tests);
    return tests;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
