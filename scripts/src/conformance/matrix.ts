import type { ComponentSet } from '../servers/component-sets';
import type { ConformanceTest } from './outcome';

const HEAD = `# Conformance of the component sets

Written by \`npm run report:components\` from what \`npm run test:components -- all\` found. Each test ran against the set's
real servers and real sidecars, with the files in \`components/\`. A cell is the outcome, how long the test took, and what
it measured. What a set promises is data in
[\`components/test/stand/promises.ts\`](../components/test/stand/promises.ts); where a guarantee is not promised, the test
asserts the documented contrary.
`;

/** Writes the outcomes of the sets beside one another, as Markdown. */
export function conformanceMatrix(outcomes: ReadonlyMap<ComponentSet, readonly ConformanceTest[]>): string {
  const rows = new Map<string, ConformanceTest>();
  for (const test of [...outcomes.values()].flat()) rows.set(keyOf(test), test);
  const groups = new Map<string, ConformanceTest[]>();
  for (const test of rows.values()) groups.set(test.group, [...(groups.get(test.group) ?? []), test]);
  const sections = [...groups].map(([group, tests]) => {
    const head = `| test | ${[...outcomes.keys()].join(' | ')} |`;
    const line = `| --- | ${[...outcomes.keys()].map(() => '---').join(' | ')} |`;
    const body = tests.map((test) => {
      const cells = [...outcomes.values()].map((own) =>
        cellOf(own.find((one) => keyOf(one) === keyOf(test))),
      );
      return `| ${test.name} | ${cells.join(' | ')} |`;
    });
    return `## ${capitalise(group)}\n\n${[head, line, ...body].join('\n')}\n`;
  });
  return [HEAD, summaryOf(outcomes), ...sections].join('\n');
}

function summaryOf(outcomes: ReadonlyMap<ComponentSet, readonly ConformanceTest[]>): string {
  return [...outcomes]
    .map(([set, tests]) => {
      const passed = tests.filter((test) => test.passed).length;
      const seconds = tests.reduce((sum, test) => sum + test.seconds, 0);
      return `- **${set}**: ${passed} of ${tests.length} passed, ${seconds.toFixed(0)} s of tests\n`;
    })
    .join('');
}

const keyOf = ({ group, name }: ConformanceTest) => `${group} ${name}`;

function cellOf(test: ConformanceTest | undefined): string {
  if (!test) return 'not tried';
  const time = `${test.seconds.toFixed(1)} s`;
  return [`${test.passed ? '✓' : '**✗**'} ${time}`, ...test.notes].join('; ');
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
