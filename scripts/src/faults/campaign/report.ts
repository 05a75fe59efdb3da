import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { textTable } from '../../text-table';
import { FAULTS_FOLDER } from '../shop/shop-places';
import type { FaultOutcome } from './stage';

/** What a campaign was run with. */
export interface CampaignFacts {
  readonly set: string;
  readonly seed: string;
  readonly orders: number;
  readonly minutes: number;
}

/** What is written for programs. */
export interface CampaignReport extends CampaignFacts {
  readonly outcomes: readonly FaultOutcome[];
}

const COLUMNS = ['fault', 'orders', 'refused', 'recovery', 'outcome'] as const;

/** What the last campaign saw, for programs. */
export const REPORT_FILE = path.join(FAULTS_FOLDER, 'report.json');

/** One line, and one below it for each thing that should not have been. */
export function describeOutcome(outcome: FaultOutcome): string {
  const { fault, skipped, violations } = outcome;
  if (skipped !== undefined) return `- ${fault}: left out, ${skipped}`;
  const [, orders, refused, recovery] = cellsOf(outcome);
  const mark = violations.length === 0 ? '✓' : '✗';
  const lines = violations.map((violation) => `\n             ${violation}`).join('');
  return `${mark} ${fault}: ${orders} orders, ${refused} refused, recovered in ${recovery}${lines}`;
}

function cellsOf({ fault, orders, refused, recoveryMs, violations, skipped }: FaultOutcome): string[] {
  const outcome = violations.length === 0 ? 'all laws hold' : `✗ ${violations.join('; ')}`;
  return [
    fault,
    String(orders),
    String(refused),
    recoveryMs === undefined ? '-' : `${(recoveryMs / 1_000).toFixed(1)} s`,
    skipped === undefined ? outcome : `left out: ${skipped}`,
  ];
}

/** The outcomes as a table for a terminal. */
export const reportTable = (outcomes: readonly FaultOutcome[]): string =>
  textTable([[...COLUMNS], ...outcomes.map(cellsOf)]).join('\n');

/** The outcomes as a page. */
export function reportPage(facts: CampaignFacts, outcomes: readonly FaultOutcome[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `## Components: ${facts.set}`,
    '',
    `\`npm run test:faults -- --components ${facts.set} --seed ${facts.seed} --orders ${facts.orders}\`, ` +
      `${Math.round(facts.minutes)} minutes.`,
    '',
    row(COLUMNS),
    row(COLUMNS.map(() => '---')),
    ...outcomes.map((outcome) => row(cellsOf(outcome))),
    '',
  ].join('\n');
}

/** Writes what was seen where programs find it. */
export async function writeReport(facts: CampaignFacts, outcomes: readonly FaultOutcome[]): Promise<void> {
  const report: CampaignReport = { ...facts, outcomes };
  await writeFile(REPORT_FILE, `${JSON.stringify(report, undefined, 2)}\n`);
}
