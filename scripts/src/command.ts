import { STATE_FOLDER } from './paths';
import { PlainError } from './plain-error';
import { say, sayProblem } from './progress';
import { Shutdown } from './shutdown';

/**
 * Runs a command as the whole program: answers `--help`, shows a fault that the reader can do something about as
 * one sentence, stops what was started in any case and ends with the exit code. Ctrl-C is an orderly end (0).
 * @param usage what `--help` prints
 * @param main gives the exit code
 */
export function runCommand(
  usage: string,
  main: (shutdown: Shutdown, args: string[]) => Promise<number>,
): void {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    say(usage.trim());
    return;
  }
  const shutdown = new Shutdown();
  process.on('uncaughtException', (error) => {
    void finish(shutdown, Promise.reject(error));
  });
  void finish(shutdown, Promise.race([main(shutdown, args), shutdown.requested.then(() => 0)]));
}

async function finish(shutdown: Shutdown, outcome: Promise<number>): Promise<void> {
  let code = 1;
  try {
    code = await outcome;
  } catch (error) {
    report(error);
  }
  await shutdown.run();
  process.exit(code);
}

function report(error: unknown): void {
  sayProblem(`\n${error instanceof PlainError ? error.message : explain(error as NodeJS.ErrnoException)}`);
}

function explain({ code, path, stack, message }: NodeJS.ErrnoException): string {
  if (code?.startsWith('ERR_PARSE_ARGS')) {
    return `${message}\nTo see what there is: --help`;
  }
  if (code === 'ENOSPC') {
    return 'The disk is full.';
  }
  if ((code === 'EACCES' || code === 'EPERM') && path) {
    return `${path} cannot be used: it belongs to another user. Run as that user, or delete ${STATE_FOLDER} as that user.`;
  }
  return `A fault of the script itself: ${stack}`;
}
