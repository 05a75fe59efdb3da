import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readSubscriptions } from './servers/broker-subscriptions';
import { runCommand } from './command';
import { REPOSITORY, RABBITMQ_DEFINITIONS_FILE, SUBSCRIPTIONS_FILE } from './paths';
import { say, sayProblem } from './progress';
import { makeDefinitions } from './servers/rabbitmq-definitions';

const USAGE = `
npm run components:rabbitmq

Writes components/rabbitmq/definitions.json from components/common/subscriptions.yaml.

--check   Writes nothing; exit code 1 when the file is not what it should be.
`;

runCommand(USAGE, async (_shutdown, args) => {
  const definitions = makeDefinitions(await readSubscriptions(SUBSCRIPTIONS_FILE));
  const text = `${JSON.stringify(definitions, undefined, 2)}\n`;
  const name = path.relative(REPOSITORY, RABBITMQ_DEFINITIONS_FILE);
  if (!args.includes('--check')) {
    await writeFile(RABBITMQ_DEFINITIONS_FILE, text);
    say(`Written: ${name}`);
    return 0;
  }
  const isCurrent = (await readFile(RABBITMQ_DEFINITIONS_FILE, 'utf8')) === text;
  if (!isCurrent) {
    sayProblem(`${name} is stale: npm run components:rabbitmq`);
  }
  return isCurrent ? 0 : 1;
});
