import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { STATE_FOLDER } from '../paths';
import type { ComponentSet } from '../servers/component-sets';

/** What came out of one test of a component set. */
export interface ConformanceTest {
  /** The group of tests, such as `delivery`. */
  group: string;
  name: string;
  passed: boolean;
  seconds: number;
  /** What the test has measured, in words. */
  notes: string[];
}

interface JestResults {
  testResults: {
    message: string;
    assertionResults: {
      ancestorTitles: string[];
      title: string;
      fullName: string;
      status: string;
      duration?: number | null;
    }[];
  }[];
}

const FOLDER = path.join(STATE_FOLDER, 'conformance');

/** Reads what Jest and the tests have written; a suite that could not be loaded is one failed test. */
export function readOutcome({ results, notes }: { results: string; notes: string }): ConformanceTest[] {
  if (!existsSync(results)) return [fault('the suite ended before it could report')];
  const said = readNotes(notes);
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as JestResults;
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.length === 0
      ? [fault('the suite could not be loaded')]
      : assertionResults.map(({ ancestorTitles, title, fullName, status, duration }) => ({
          group: ancestorTitles[1] ?? '',
          name: [...ancestorTitles.slice(2), title].join(' '),
          passed: status === 'passed',
          seconds: (duration ?? 0) / 1_000,
          notes: said.filter(({ test }) => test === fullName).map(({ note }) => note),
        })),
  );
}

const fault = (name: string): ConformanceTest => ({ group: '', name, passed: false, seconds: 0, notes: [] });

function readNotes(file: string): { test: string; note: string }[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as { test: string; note: string });
}

/** Keeps what came out of a set's tests, in the place of what came out before. */
export function writeOutcome(set: ComponentSet, tests: readonly ConformanceTest[]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, `${set}.json`), `${JSON.stringify({ set, tests }, undefined, 2)}\n`);
}

/** What came out last; undefined for a set that was not tried. */
export function readKept(set: ComponentSet): ConformanceTest[] | undefined {
  const file = path.join(FOLDER, `${set}.json`);
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { tests: ConformanceTest[] }).tests;
}
