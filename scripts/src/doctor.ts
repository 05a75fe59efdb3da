import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { DAPR_CLI, DAPRD } from './dapr/dapr-tools';
import {
  checkComponentServers,
  checkDaprTool,
  checkPorts,
  checkPostgres,
  checkResources,
  type Finding,
} from './machine/machine-checks';
import { say } from './progress';
import { COMPONENT_SETS, parseComponentSet } from './servers/component-sets';

const USAGE = `
npm run doctor [-- --components ${COMPONENT_SETS.join('|')}]

Checks whether this machine has what npm start needs, and says what to do about what is missing. Exit code 1 when
npm start would fail.
`;

const MARKS: Record<Finding['state'], string> = { well: '✓', advice: '!', fault: '✗' };

runCommand(USAGE, async (_shutdown, args) => {
  const { components } = parseArgs({ args, options: { components: { type: 'string' } } }).values;
  const set = parseComponentSet(components);
  const findings = [
    {
      state: 'well' as const,
      sentence: `Node ${process.versions.node}, npm packages installed, scripts built`,
    },
    ...checkResources(),
    ...(await checkPostgres()),
    ...(await checkDaprTool(DAPRD)),
    ...(await checkDaprTool(DAPR_CLI)),
    ...(await checkComponentServers(set)),
    ...(await checkPorts(set)),
  ];
  for (const { state, sentence } of findings) {
    say(`  ${MARKS[state]} ${sentence}`);
  }
  const command = components === undefined ? 'npm start' : `npm start -- --components ${set}`;
  const faults = findings.filter(({ state }) => state === 'fault').length;
  say(faults === 0 ? `\n${command} will do.` : `\n${command} would fail; see what is marked ✗.`);
  return faults === 0 ? 0 : 1;
});
