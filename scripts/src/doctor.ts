import { runCommand } from './command';
import { DAPR_CLI, DAPRD } from './dapr/dapr-tools';
import {
  checkDaprTool,
  checkPorts,
  checkPostgres,
  checkResources,
  type Finding,
} from './machine/machine-checks';
import { say } from './progress';

const USAGE = `
npm run doctor

Checks whether this machine has what npm start needs, and says what to do about what is missing. Exit code 1 when
npm start would fail.
`;

const MARKS: Record<Finding['state'], string> = { well: '✓', advice: '!', fault: '✗' };

runCommand(USAGE, async () => {
  const findings = [
    {
      state: 'well' as const,
      sentence: `Node ${process.versions.node}, npm packages installed, scripts built`,
    },
    ...checkResources(),
    ...(await checkPostgres()),
    ...(await checkDaprTool(DAPRD)),
    ...(await checkDaprTool(DAPR_CLI)),
    ...(await checkPorts()),
  ];
  for (const { state, sentence } of findings) {
    say(`  ${MARKS[state]} ${sentence}`);
  }
  const faults = findings.filter(({ state }) => state === 'fault').length;
  say(faults === 0 ? '\nnpm start will do.' : '\nnpm start would fail; see what is marked ✗.');
  return faults === 0 ? 0 : 1;
});
