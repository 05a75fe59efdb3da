import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createClock, type Clock } from '../src/faults/devices/clock';

/** Tells the time in every way that a program can ask for it, once for each line that it is sent. */
const TELLER = `
require('node:readline').createInterface({ input: process.stdin }).on('line', () => {
  const dates = [Date.now(), new Date().getTime(), new (new Date(0).constructor)().getTime(), Date.parse(Date())];
  const untouched = [new Date(0).toISOString(), new Date(2020, 1).getFullYear(), Date.UTC(2020, 0), new Date() instanceof Date];
  class Own extends Date {}
  console.log(JSON.stringify({ dates: [...dates, new Own().getTime()], untouched, monotonic: performance.now() }));
});`;

interface Told {
  readonly dates: number[];
  readonly untouched: unknown[];
  readonly monotonic: number;
}

let folder: string;
let clock: Clock;
let teller: ChildProcess;
let lines: AsyncIterator<string>;

const ask = async (): Promise<Told> => {
  teller.stdin!.write('\n');
  const { value } = await lines.next();
  return JSON.parse(value as string) as Told;
};

/** How far each way of asking is from this process's time, in seconds: Date() knows no milliseconds. */
const offsets = async () => (await ask()).dates.map((at) => Math.round((at - Date.now()) / 1_000));

const eventuallyAheadBy = async (seconds: number) => {
  const isThere = (all: number[]) => all.every((offset) => Math.abs(offset - seconds) <= 1);
  const deadline = Date.now() + 5_000;
  let seen = await offsets();
  while (!isThere(seen) && Date.now() < deadline) seen = await offsets();
  expect([seen, isThere(seen)]).toEqual([seen, true]);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sidecart clock-'));
  clock = createClock(path.join(folder, 'clock'));
  teller = spawn(process.execPath, ['-e', TELLER], {
    env: clock.environment(process.env),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  lines = createInterface({ input: teller.stdout! })[Symbol.asyncIterator]();
});

afterEach(async () => {
  const ended = once(teller, 'exit');
  teller.stdin!.end();
  await ended;
  await rm(folder, { recursive: true });
});

describe('the clock of a process', () => {
  it('is the machine’s until it is set, jumps both ways while the process runs, and comes back', async () => {
    await eventuallyAheadBy(0);
    await clock.set(5 * 60_000);
    await eventuallyAheadBy(300);
    await clock.set(-5 * 60_000);
    await eventuallyAheadBy(-300);
    await clock.set(0);
    await eventuallyAheadBy(0);
  });

  it('leaves given dates and the monotonic clock alone', async () => {
    const before = await ask();
    await clock.set(-5 * 60_000);
    await eventuallyAheadBy(-300);
    const after = await ask();
    expect(after.untouched).toEqual(['1970-01-01T00:00:00.000Z', 2020, Date.UTC(2020, 0), true]);
    expect(after.monotonic).toBeGreaterThan(before.monotonic);
  });
});
