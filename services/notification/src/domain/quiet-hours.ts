import { DomainError } from '@sidecart/platform';
import { isTimeZone, offsetMs } from './time-zone';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** When a person wants to be left alone, by their own clock. From 22:00 to 07:00 lasts over midnight. */
export interface QuietTime {
  /** HH:MM */
  readonly from: string;
  /** HH:MM, from when on messages are welcome again. */
  readonly to: string;
  /** An IANA time zone. */
  readonly timeZone: string;
}

/** The quiet hours a person has set. */
export class QuietHours implements QuietTime {
  userId!: string;
  from!: string;
  to!: string;
  timeZone!: string;
  updatedAt!: Date;
}

/** @throws DomainError malformed or refused when they are no hours of any day */
export function requireQuietTime({ from, to, timeZone }: QuietTime): void {
  if (!isTimeZone(timeZone)) {
    const detail = 'must be an IANA time zone';
    throw new DomainError('malformed', 'unknown-time-zone', `The timeZone ${detail}.`, {
      errors: [{ in: 'body', pointer: '#/timeZone', detail }],
    });
  }
  if (from === to) {
    const detail = 'must differ from the beginning';
    throw new DomainError('refused', 'quiet-hours-empty', `The end ${detail}.`, {
      errors: [{ in: 'body', pointer: '#/to', detail }],
    });
  }
}

/**
 * When somebody can be written to: the first moment from `now` on at which their clock does not show quiet hours, also if the
 * clock is changed in between.
 *
 * @returns undefined when that is now
 */
export function quietUntil(quiet: QuietTime, now: Date): Date | undefined {
  const at = endOfQuiet(quiet, now.getTime());
  return at === now.getTime() ? undefined : new Date(at);
}

function endOfQuiet(quiet: QuietTime, at: number): number {
  const { timeZone } = quiet;
  const offset = offsetMs(timeZone, at);
  const clock = modulo(at + offset, DAY_MS);
  if (!isQuiet(quiet, clock)) return at;
  const end = at + modulo(msOfDay(quiet.to) - clock, DAY_MS);
  if (offsetMs(timeZone, end) === offset) return end;
  // The clock is changed in between: up to there it runs as it does, from there on it is looked at anew.
  return endOfQuiet(quiet, findChange(timeZone, at, end));
}

const isQuiet = (quiet: QuietTime, clock: number): boolean => {
  const from = msOfDay(quiet.from);
  const to = msOfDay(quiet.to);
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
};

/** The first moment after `before` at which the offset is another; there is one until `after`. */
function findChange(timeZone: string, before: number, after: number): number {
  const offset = offsetMs(timeZone, before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(timeZone, middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

function msOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;
