import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { findPlaces } from './dead-letters/find-places';
import { readDeadLetters } from './dead-letters/read-dead-letters';
import { PlainError } from './plain-error';
import { say } from './progress';
import { loadSecrets } from './secrets';
import { COMPONENT_SETS, parseComponentSet } from './servers/component-sets';
import { textTable } from './text-table';

const USAGE = `
npm run dead-letters [-- --components ${COMPONENT_SETS.join('|')}] [-- --json]

Lists the events that consumers gave up on, while npm start or npm run infra with the same components runs. They stay where
they are.

--json   Whole events, one a line.
`;

const OPTIONS = { components: { type: 'string' }, json: { type: 'boolean' } } as const;

runCommand(USAGE, async (_shutdown, args) => {
  const { components, json } = parseArgs({ args, options: OPTIONS }).values;
  const set = parseComponentSet(components);
  const letters = await readDeadLetters(set, findPlaces(await loadSecrets())).catch((error: unknown) => {
    if (error instanceof PlainError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlainError(`The dead letters of the set ${set} cannot be read (${reason}); does it run?`);
  });
  if (json) {
    letters.forEach((letter) => say(JSON.stringify(letter)));
    return 0;
  }
  if (letters.length === 0) {
    say('There are none.');
    return 0;
  }
  const rows = new Map<string, { cells: string[]; copies: number }>();
  for (const { topic, id, type, time } of letters) {
    const row = rows.get(`${topic} ${id}`) ?? { cells: [topic, id, type, time], copies: 0 };
    rows.set(`${topic} ${id}`, { ...row, copies: row.copies + 1 });
  }
  const lines = [...rows.values()].map(({ cells, copies }) => [...cells, String(copies)]);
  say(textTable([['topic', 'event', 'type', 'time', 'copies'], ...lines]).join('\n'));
  return 0;
});
