import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { REPOSITORY } from '../src/paths';
import { patchSource } from '../src/faults/devices/patch-source';
import { plantBug, type PlantedBug } from '../src/faults/devices/planted-bug';
import { plantedBugs } from '../src/faults/devices/planted-bugs';

const run = promisify(execFile);
const names = plantedBugs.map((bug) => bug.name);
const bugNamed = (name: string) => plantedBugs.find((bug) => bug.name === name) as PlantedBug;

const confirmed = {
  orderId: '0190a1b2-0000-7000-8000-000000000001',
  orderNumber: 'SC-1',
  customerId: '0190a1b2-0000-7000-8000-000000000002',
  total: { amountMinor: 100, currency: 'EUR' },
  lines: [
    {
      productId: '0190a1b2-0000-7000-8000-000000000003',
      name: 'A thing',
      quantity: 1,
      unitPriceMinor: 100,
    },
  ],
  confirmedAt: '2026-01-01T00:00:00.000Z',
};

let database: TestDatabase;

beforeAll(async () => {
  database = await createEmptyDatabase();
});

afterAll(() => database.drop());

/** Tries the promises that some bugs break, in a process of its own. */
async function tryPromises(bugs: string[], environment: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const trials = path.join(__dirname, 'planted-trials.js');
  const env = {
    ...environment,
    TRIAL_DATABASE_URL: database.url,
    TRIAL_EVENT_DATA: JSON.stringify(confirmed),
  };
  const { stdout } = await run(process.execPath, [trials, ...bugs], { env });
  return JSON.parse(stdout) as Record<string, string>;
}

describe('a planted bug', () => {
  it('is not there as long as nobody plants it', async () => {
    const kept = Object.fromEntries(names.map((name) => [name, 'kept']));
    expect(await tryPromises(names, process.env)).toEqual(kept);
  });

  it.each(names)('breaks a promise: %s', async (name) => {
    const bug = bugNamed(name);
    const service = bug.services?.[0] ?? 'order';
    expect(await tryPromises([name], plantBug(bug, service, process.env))).toEqual({ [name]: 'broken' });
  });

  it.each(names)('has its text exactly once where it is put: %s', async (name) => {
    for (const patch of bugNamed(name).patches) {
      const source = await readFile(path.join(REPOSITORY, patch.file), 'utf8');
      expect(patchSource(source, patch)).not.toBe(source);
    }
  });

  it('has a name of its own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('is put into the services that it is meant for only', () => {
    const bug = { ...bugNamed('no inbox'), services: ['order'] };
    expect(plantBug(bug, 'payment', { A: 'b' })).toEqual({ A: 'b' });
    expect(plantBug(bug, 'order', { A: 'b' })).toMatchObject({ A: 'b', SIDECART_PLANTED_BUG: 'no inbox' });
  });
});

describe('planting', () => {
  const patch = { file: 'a.js', find: 'x', replace: 'y' };

  it('fails when the text is not there, or more than once', () => {
    expect(patchSource('1x2', patch)).toBe('1y2');
    expect(() => patchSource('12', patch)).toThrow('a.js has 0 times, not once');
    expect(() => patchSource('xx', patch)).toThrow('a.js has 2 times, not once');
  });

  it('keeps a process with an unknown bug from starting', async () => {
    const environment = plantBug({ ...bugNamed('no inbox'), name: 'no such bug' }, 'order', process.env);
    await expect(run(process.execPath, ['-e', '0'], { env: environment })).rejects.toThrow('no such bug');
  });
});
