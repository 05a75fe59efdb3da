/**
 * Shifts the wall clock of one process: `node --require <this file>`, with SIDECART_CLOCK_FILE naming a file that holds
 * milliseconds to add. The clock jumps whenever the file changes. Timers and the monotonic clock go on as they are, as
 * they do on a machine whose clock is set.
 */
import { readFileSync } from 'node:fs';

const LOOK_INTERVAL_MS = 50;

const file = process.env['SIDECART_CLOCK_FILE'];
const RealDate = Date;
const realNow = Date.now.bind(Date);
let offsetMs = 0;

function readOffset(): void {
  if (file === undefined) return;
  try {
    const offset = Number(readFileSync(file, 'utf8'));
    if (Number.isFinite(offset)) offsetMs = offset;
  } catch {
    // There is none as long as nobody has set the clock.
    offsetMs = 0;
  }
}

const shiftedNow = () => realNow() + offsetMs;

const ShiftedDate = new Proxy(RealDate, {
  apply: () => new RealDate(shiftedNow()).toString(),
  construct: (target, given: unknown[], newTarget: typeof RealDate) =>
    Reflect.construct(target, given.length === 0 ? [shiftedNow()] : given, newTarget) as Date,
});

readOffset();
setInterval(readOffset, LOOK_INTERVAL_MS).unref();
RealDate.now = shiftedNow;
RealDate.prototype.constructor = ShiftedDate;
globalThis.Date = ShiftedDate;
