import type { RunResults } from './read-results';

/** What came of one role's run, or of all together. */
export interface ApiReport {
  readonly labels: readonly string[];
  readonly results: RunResults;
  readonly roles: readonly { readonly name: string; readonly results: RunResults }[];
}

export interface Verdict {
  readonly reached: readonly string[];
  readonly unreached: readonly string[];
  readonly serverErrors: readonly string[];
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Which operations were reached with a success, and which failed on the server's side. */
export function judge({ labels, results }: Pick<ApiReport, 'labels' | 'results'>): Verdict {
  const statusesOf = (label: string) => [...(results.statuses.get(label)?.keys() ?? [])];
  return {
    reached: labels.filter((label) => statusesOf(label).some(isSuccess)),
    unreached: labels.filter((label) => !statusesOf(label).some(isSuccess)),
    serverErrors: labels.filter((label) => statusesOf(label).some((status) => status >= 500)),
  };
}

/** The counts of an operation, as `201 × 3, 400 × 12`. */
export const describeStatuses = (counts: ReadonlyMap<number, number> | undefined): string =>
  [...(counts ?? [])]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${status} × ${times}`)
    .join(', ');

/** The report as Markdown: what each operation answered to whom, and every fault with the request that shows it. */
export function renderReport({ labels, results, roles }: ApiReport): string {
  const header = ['operation', ...roles.map(({ name }) => name)];
  const rows = labels.map((label) => [
    `\`${label}\``,
    ...roles.map((role) => describeStatuses(role.results.statuses.get(label))),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const faults = results.failures.map(
    ({ label, check, message, request }) =>
      `- **${label}**, ${check}: ${message.replaceAll('\n', ' ')}\n  \`${request.replaceAll('`', "'")}\``,
  );
  return [
    '# The API, tried by schemathesis',
    '',
    `${results.requests} requests, ${results.failures.length} faults.`,
    '',
    line(header),
    line(header.map(() => '---')),
    ...rows.map(line),
    '',
    ...(faults.length === 0 ? [] : ['## Faults', '', ...faults, '']),
  ].join('\n');
}
