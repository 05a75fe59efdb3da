import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What one run found out. */
export interface RunResults {
  /** How often each operation answered with which status, by its label. */
  readonly statuses: Map<string, Map<number, number>>;
  readonly failures: readonly ApiFailure[];
  readonly requests: number;
}

export interface ApiFailure {
  readonly label: string;
  readonly check: string;
  readonly message: string;
  /** The request and the status, to repeat it by. */
  readonly request: string;
}

interface Interaction {
  readonly request: {
    readonly method: string;
    readonly uri: string;
    readonly body?: { readonly $base64: string } | null;
  };
  readonly response: { readonly status_code: number } | null;
}

interface ScenarioFinished {
  readonly recorder: {
    readonly label: string;
    /** Both are absent when there was nothing to try. */
    readonly checks?: Readonly<Record<string, readonly CheckResult[]>>;
    readonly interactions?: Readonly<Record<string, Interaction>>;
  };
}

interface CheckResult {
  readonly name: string;
  readonly status: string;
  readonly failure_info?: {
    readonly failure?: { readonly title?: string; readonly message?: string };
  } | null;
}

const MAX_BODY_SHOWN = 300;

/** Reads the NDJSON report of schemathesis. */
export async function readResults(file: string): Promise<RunResults> {
  const statuses = new Map<string, Map<number, number>>();
  const failures: ApiFailure[] = [];
  let requests = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!line.startsWith('{"ScenarioFinished"')) continue;
    const { recorder } = (JSON.parse(line) as { ScenarioFinished: ScenarioFinished }).ScenarioFinished;
    for (const { response } of Object.values(recorder.interactions ?? {})) {
      requests += 1;
      if (response) count(statuses, recorder.label, response.status_code);
    }
    failures.push(...failuresOf(recorder));
  }
  return { statuses, failures, requests };
}

function count(statuses: RunResults['statuses'], label: string, status: number): void {
  const counts = statuses.get(label) ?? new Map<number, number>();
  counts.set(status, (counts.get(status) ?? 0) + 1);
  statuses.set(label, counts);
}

function failuresOf({ label, checks = {}, interactions = {} }: ScenarioFinished['recorder']): ApiFailure[] {
  return Object.entries(checks).flatMap(([id, results]) =>
    results
      .filter(({ status }) => status === 'failure')
      .map(({ name, failure_info: info }) => ({
        label,
        check: name,
        message: [info?.failure?.title, info?.failure?.message].filter(Boolean).join(': '),
        request: describe(interactions[id]),
      })),
  );
}

function describe(interaction: Interaction | undefined): string {
  if (!interaction) return '';
  const { request, response } = interaction;
  const body = request.body ? Buffer.from(request.body.$base64, 'base64').toString() : '';
  return `${request.method} ${request.uri} ${body.slice(0, MAX_BODY_SHOWN)} → ${response?.status_code ?? 'no answer'}`;
}

/** Puts the results of several runs together. */
export function mergeResults(all: readonly RunResults[]): RunResults {
  const statuses: RunResults['statuses'] = new Map();
  for (const run of all) {
    for (const [label, counts] of run.statuses) {
      const sum = statuses.get(label) ?? new Map<number, number>();
      for (const [status, times] of counts) sum.set(status, (sum.get(status) ?? 0) + times);
      statuses.set(label, sum);
    }
  }
  return {
    statuses,
    failures: all.flatMap(({ failures }) => failures),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
  };
}
