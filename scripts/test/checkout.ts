import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

const REPOSITORY = path.resolve(__dirname, '../..');

/** What a command answered. */
export interface Outcome {
  code: number;
  /** Everything it wrote. */
  output: string;
}

/** A checkout of its own: the commands as they were built, with their own state folder. */
export interface Checkout {
  folder: string;
  /** Runs `scripts/dist/<command>.js`. */
  run(command: string, environment?: Record<string, string>): Promise<Outcome>;
  remove(): void;
}

/** Makes a checkout that does not disturb a platform that runs from the real one. */
export function makeCheckout(): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidecart-checkout-'));
  for (const part of ['scripts/dist', 'scripts/dapr-build', 'components', 'dapr.yaml']) {
    cpSync(path.join(REPOSITORY, part), path.join(folder, part), { recursive: true });
  }
  symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'));
  mkdirSync(path.join(folder, 'services'));
  return {
    folder,
    run: (command, environment) => run(path.join(folder, 'scripts', 'dist', `${command}.js`), environment),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function run(file: string, environment: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [file],
      { env: { ...process.env, ...environment } },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, output: `${stdout}${stderr}` });
      },
    );
  });
}
