import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runCommand } from './command';
import { conformanceMatrix } from './conformance/matrix';
import { readKept, type ConformanceTest } from './conformance/outcome';
import { REPOSITORY } from './paths';
import { PlainError } from './plain-error';
import { say } from './progress';
import { COMPONENT_SETS, type ComponentSet } from './servers/component-sets';

const FILE = path.join(REPOSITORY, 'docs', 'conformance.md');
const USAGE = `
npm run report:components

Writes docs/conformance.md from what npm run test:components found last with each component set.
`;

runCommand(USAGE, async () => {
  const outcomes = new Map<ComponentSet, readonly ConformanceTest[]>();
  for (const set of COMPONENT_SETS) {
    const tests = readKept(set);
    if (tests) outcomes.set(set, tests);
  }
  if (outcomes.size === 0) throw new PlainError('No set was tried yet: npm run test:components -- all');
  const options = { ...(await resolveConfig(FILE)), parser: 'markdown' };
  await writeFile(FILE, await format(conformanceMatrix(outcomes), options));
  say(`docs/conformance.md tells of ${[...outcomes.keys()].join(', ')}.`);
  return 0;
});
