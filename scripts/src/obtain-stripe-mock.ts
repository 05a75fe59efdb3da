import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from './command';
import { PlainError } from './plain-error';
import { say } from './progress';
import { STRIPE_MOCK_VERSION, stripeMockFile } from './stripe-mock-file';

const USAGE = `
npm run obtain-stripe-mock

Builds stripe-mock, against which the Stripe adapter is tested, from its Go module (checksums verified by Go) into
\${XDG_CACHE_HOME:-~/.cache}/sidecart/stripe-mock, unless it is there. It needs Go 1.22 or later (https://go.dev/dl).
`;

const MAX_OUTPUT_LINES = 5;

runCommand(USAGE, async (shutdown) => {
  const file = stripeMockFile();
  if (!existsSync(file)) {
    await shutdown.during(build(file, shutdown.signal));
  }
  say(`stripe-mock ${file}`);
  return 0;
});

/** Builds beside the cache and moves what works into it, so that nothing half done is ever found there. */
async function build(file: string, signal: AbortSignal): Promise<void> {
  say(`Building stripe-mock ${STRIPE_MOCK_VERSION} with Go …`);
  const draft = path.join(path.dirname(path.dirname(file)), `.draft-${process.pid}`);
  await mkdir(draft, { recursive: true });
  try {
    await install(draft, signal);
    await mkdir(path.dirname(file), { recursive: true });
    await rename(path.join(draft, 'stripe-mock'), file);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function install(folder: string, signal: AbortSignal): Promise<void> {
  const module = `github.com/stripe/stripe-mock@v${STRIPE_MOCK_VERSION}`;
  try {
    await promisify(execFile)('go', ['install', module], {
      env: { ...process.env, GOBIN: folder, GOWORK: 'off', CGO_ENABLED: '0' },
      signal,
    });
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    const reason = stderr.trim().split('\n').slice(-MAX_OUTPUT_LINES).join('\n');
    throw new PlainError(
      code === 'ENOENT'
        ? 'stripe-mock cannot be built: Go is not installed (https://go.dev/dl)'
        : `stripe-mock cannot be built with this Go:\n${reason}`,
    );
  }
}
