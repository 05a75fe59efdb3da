/**
 * - before-publish: the transaction is committed, its event is not published
 * - after-publish: the broker has the event, the outbox does not know
 * - after-effect: the effect of an event is committed, its delivery is not acknowledged
 */
export const CRASH_MOMENTS = ['before-publish', 'after-publish', 'after-effect'] as const;
export type CrashMoment = (typeof CRASH_MOMENTS)[number];

export interface Crash {
  readonly moment: CrashMoment;
  /** Of the event; any when absent. */
  readonly topic?: string;
  /** The how manieth time from now on; 1, the next, when absent. */
  readonly occurrence?: number;
}

/** A crash that happened. */
export interface Strike {
  readonly moment: CrashMoment;
  readonly topic: string;
}

export interface Arming {
  arm(crash: Crash): Promise<Strike | undefined>;
  disarm(): void;
  /** Asks at each moment that might be the one, and crashes the service if it is. @returns whether it did */
  strikes(moment: CrashMoment, topic: string): Promise<boolean>;
}

interface Armed {
  readonly crash: Crash;
  left: number;
  readonly tell: (strike: Strike | undefined) => void;
}

/** Keeps the one crash that is to happen next and counts down to it. */
export function createArming(crashService: () => Promise<void>): Arming {
  let armed: Armed | undefined;

  function disarm(): void {
    armed?.tell(undefined);
    armed = undefined;
  }

  return {
    arm(crash) {
      disarm();
      return new Promise((tell) => {
        armed = { crash, left: crash.occurrence ?? 1, tell };
      });
    },
    disarm,
    async strikes(moment, topic) {
      const now = armed;
      if (now?.crash.moment !== moment || (now.crash.topic ?? topic) !== topic) return false;
      now.left -= 1;
      if (now.left > 0) return false;
      armed = undefined;
      await crashService();
      now.tell({ moment, topic });
      return true;
    },
  };
}
