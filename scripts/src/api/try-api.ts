import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LOG_FOLDER } from '../paths';
import { say, sayDone } from '../progress';
import { signInSeeded } from '../prove/person';
import { call } from '../shop-client';
import { signInCast } from './cast';
import { preparePersonal, signInAgain } from './known-accounts';
import { prepareShop } from './known-values';
import { operationsOf, type OpenApi } from './openapi-document';
import { prepareDocument, type KnownValues } from './prepare-document';
import { mergeResults, readResults, type RunResults } from './read-results';
import { renderReport, type ApiReport } from './report-api';
import { fuzz, obtainSchemathesis } from './schemathesis';

export interface Trial {
  /** For CI: fewer requests, no systematic coverage of every constraint. */
  readonly short: boolean;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** These end sessions: each is tried in one that was begun for it. */
const ON_EXTRA_ACCOUNT = ['changePassword', 'logOut', 'logOutEverywhere'];

const GATEWAY_URL = process.env['SIDECART_URL'] ?? 'http://localhost:3000';
const API_REPORT_FOLDER = path.join(LOG_FOLDER, 'api');
const API_REPORT = path.join(API_REPORT_FOLDER, 'report.md');

/** Lets schemathesis try every operation, as nobody and in each role, and writes the report. */
export async function tryApi({ short, seed, signal }: Trial): Promise<ApiReport> {
  const program = await obtainSchemathesis(signal);
  await rm(API_REPORT_FOLDER, { recursive: true, force: true });
  await mkdir(API_REPORT_FOLDER, { recursive: true });
  const { body: document } = await call<OpenApi & Record<string, unknown>>('GET', '/openapi.json');
  const cast = await signInCast();
  const shop = await prepareShop(cast);
  sayDone('orders in every state, products, returns and reviews are there');
  const phases = short ? ['examples', 'fuzzing'] : ['examples', 'coverage', 'fuzzing'];

  async function run(name: string, values: KnownValues, only: object, token?: string): Promise<Role> {
    const file = path.join(API_REPORT_FOLDER, `${name}.json`);
    await writeFile(file, JSON.stringify(prepareDocument(document, values)));
    const report = path.join(API_REPORT_FOLDER, `${name}.ndjson`);
    const maxExamples = short ? SHORT_EXAMPLES : FULL_EXAMPLES;
    await fuzz(
      program,
      { document: file, url: GATEWAY_URL, token, phases, maxExamples, seed, report, ...only },
      signal,
    );
    const results = await readResults(report);
    sayDone(`${name}: ${results.requests} requests, ${results.failures.length} faults`);
    return { name, results };
  }

  const others = { exclude: `^(${ON_EXTRA_ACCOUNT.join('|')})$` };
  const roles = [await run('nobody', shop, others)];
  for (const name of ['customer', 'staff', 'admin'] as const) {
    // A session of its own: its token has to last for the whole run.
    const person = await signInSeeded(cast[name].email);
    const values = { ...shop, ...(await preparePersonal(person, shop)) };
    roles.push(await run(name, values, others, await person.token()));
  }
  for (const operation of ON_EXTRA_ACCOUNT) {
    const { accessToken } = await signInAgain(cast.extra);
    roles.push(await run(operation, shop, { include: `^${operation}$` }, accessToken));
  }
  const labels = operationsOf(document).map(({ label }) => label);
  const report = { labels, results: mergeResults(roles.map(({ results }) => results)), roles };
  await writeFile(API_REPORT, renderReport(report));
  say(`  The report is ${path.relative(process.cwd(), API_REPORT)}.`);
  return report;
}

interface Role {
  readonly name: string;
  readonly results: RunResults;
}

const SHORT_EXAMPLES = 3;
const FULL_EXAMPLES = 40;
