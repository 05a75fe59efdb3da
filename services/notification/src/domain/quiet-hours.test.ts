import fc from 'fast-check';
import { quietUntil, requireQuietTime, type QuietTime } from './quiet-hours';

const MINUTE_MS = 60_000;

const until = (from: string, to: string, timeZone: string, now: string) =>
  quietUntil({ from, to, timeZone }, new Date(now))?.toISOString();

describe('quiet hours', () => {
  it.each([
    ['in the middle of the night', '2026-01-15T01:00:00.000Z', '2026-01-15T06:00:00.000Z'],
    ['before midnight', '2026-01-14T21:30:00.000Z', '2026-01-15T06:00:00.000Z'],
    ['in their first moment', '2026-01-14T21:00:00.000Z', '2026-01-15T06:00:00.000Z'],
    ['in their last moment', '2026-01-15T05:59:59.999Z', '2026-01-15T06:00:00.000Z'],
    ['at their end', '2026-01-15T06:00:00.000Z', undefined],
    ['just before them', '2026-01-14T20:59:59.999Z', undefined],
    ['at noon', '2026-01-15T12:00:00.000Z', undefined],
  ])('over midnight, %s', (_when, now, end) => {
    expect(until('22:00', '07:00', 'Europe/Berlin', now)).toBe(end);
  });

  it.each([
    ['in the middle', '2026-07-01T12:00:00.000Z', '2026-07-01T13:30:00.000Z'],
    ['before', '2026-07-01T10:59:00.000Z', undefined],
    ['after', '2026-07-01T13:30:00.000Z', undefined],
  ])('within a day, %s', (_when, now, end) => {
    expect(until('13:00', '15:30', 'Europe/Berlin', now)).toBe(end);
  });

  it.each([
    // 29 March 2026, Berlin: 02:00 CET becomes 03:00 CEST. 25 October 2026: 03:00 CEST becomes 02:00 CET.
    [
      'the clock is put forward within',
      '22:00',
      '07:00',
      '2026-03-28T22:30:00.000Z',
      '2026-03-29T05:00:00.000Z',
    ],
    [
      'the clock is put back within',
      '22:00',
      '07:00',
      '2026-10-24T21:30:00.000Z',
      '2026-10-25T06:00:00.000Z',
    ],
    ['their end is left out', '22:00', '02:30', '2026-03-28T23:00:00.000Z', '2026-03-29T01:00:00.000Z'],
    [
      'their end is there twice, before the first',
      '22:00',
      '02:30',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'their end is there twice, before the second',
      '22:00',
      '02:30',
      '2026-10-25T01:10:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ],
    [
      'the clock is put back to before their beginning',
      '02:15',
      '04:00',
      '2026-10-25T00:45:00.000Z',
      '2026-10-25T01:00:00.000Z',
    ],
  ])('when %s', (_what, from, to, now, end) => {
    expect(until(from, to, 'Europe/Berlin', now)).toBe(end);
  });

  it('end at the first minute that their clock shows outside of them, around every change of the clock', () => {
    const aChange = fc.constantFrom(
      ...([
        ['Europe/Berlin', '2026-03-29T01:00Z'],
        ['Europe/Berlin', '2026-10-25T01:00Z'],
        ['America/New_York', '2026-03-08T07:00Z'],
        ['America/New_York', '2026-11-01T06:00Z'],
        ['America/St_Johns', '2026-11-01T04:30Z'],
        ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
        ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
        ['Africa/Casablanca', '2026-02-15T02:00Z'],
        ['America/Santiago', '2026-09-06T04:00Z'],
        ['Asia/Kathmandu', '2026-06-01T00:00Z'],
      ] as const),
    );
    const aTime = fc.integer({ min: 0, max: 1_439 }).map(clockFace);
    const around = fc.integer({ min: -26 * 60, max: 26 * 60 });
    fc.assert(
      fc.property(aChange, aTime, aTime, around, ([timeZone, change], from, to, minutes) => {
        fc.pre(from !== to);
        const quiet = { from, to, timeZone };
        const now = new Date(Date.parse(change) + minutes * MINUTE_MS);
        expect(quietUntil(quiet, now)?.getTime()).toBe(firstMinuteOutside(quiet, now));
      }),
      { numRuns: 300 },
    );
  });

  it('are refused in a time zone that there is not, and with no length', () => {
    const quiet = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    expect(() => requireQuietTime({ ...quiet, timeZone: 'Mars/Olympus' })).toThrow(/time zone/);
    expect(() => requireQuietTime({ ...quiet, to: '22:00' })).toThrow(/differ/);
    expect(() => requireQuietTime(quiet)).not.toThrow();
  });
});

function clockFace(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Looks at the clock minute by minute, as a person would. */
function firstMinuteOutside({ from, to, timeZone }: QuietTime, now: Date): number | undefined {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  for (let at = now.getTime(); ; at += MINUTE_MS) {
    const face = clock.format(at);
    const isQuiet = from < to ? face >= from && face < to : face >= from || face < to;
    if (!isQuiet) return at === now.getTime() ? undefined : at;
  }
}
