import { say, sayProblem } from './progress';

interface Started {
  name: string;
  stop: () => Promise<void>;
}

// npm passes a terminal's Ctrl-C on, so that it arrives twice.
const REPEATED_SIGNAL_MS = 1000;

/**
 * Ends what a command started, in the reverse order, once and whatever ends the command: a signal, a fault half way
 * or the command itself. A second Ctrl-C ends it by force.
 */
export class Shutdown {
  /** Resolves when a signal asks for the end. */
  readonly requested: Promise<void>;
  private readonly aborting = new AbortController();
  private readonly started: Started[] = [];
  private readonly starting = new Set<Promise<unknown>>();
  private readonly kills: (() => void)[] = [];
  private stopping: Promise<void> | undefined;

  constructor() {
    this.requested = new Promise((resolve) => this.listen(resolve));
    // A terminal that is gone must not keep the rest from being stopped.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  /** Aborted when the end has been asked for: long work listens to it. */
  get signal(): AbortSignal {
    return this.aborting.signal;
  }

  /**
   * Starts something that is to be stopped in the end; what was started last is stopped first. What is still
   * starting when the end comes is waited for and then stopped.
   */
  async start<T>(name: string, start: () => Promise<T>, stop: (started: T) => Promise<void>): Promise<T> {
    this.signal.throwIfAborted();
    return this.during(
      start().then((started) => {
        this.started.push({ name, stop: () => stop(started) });
        return started;
      }),
    );
  }

  /** Lets the end wait until some work, which listens to `signal`, has cleaned up after itself. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.starting.add(work);
    return work.finally(() => this.starting.delete(work));
  }

  /** Registers what ends a process at once, for the second Ctrl-C. */
  onForce(kill: () => void): void {
    this.kills.push(kill);
  }

  /** Stops everything; a fault in one does not keep the others from being stopped. */
  async run(): Promise<void> {
    this.aborting.abort();
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private listen(onFirst: () => void): void {
    let firstAt: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (firstAt === undefined) {
          firstAt = performance.now();
          this.aborting.abort();
          onFirst();
        } else if (performance.now() - firstAt > REPEATED_SIGNAL_MS) {
          this.force();
        }
      });
    }
  }

  private async stopAll(): Promise<void> {
    await Promise.allSettled(this.starting);
    for (let next = this.started.pop(); next; next = this.started.pop()) {
      try {
        await next.stop();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        sayProblem(`${next.name} did not stop as it should: ${reason}`);
      }
    }
  }

  private force(): void {
    say('Stopping by force.');
    for (const kill of this.kills) {
      kill();
    }
    process.exit(1);
  }
}
