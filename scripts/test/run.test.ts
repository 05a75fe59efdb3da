import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { findFreePort } from '../src/machine/free-port';
import { describeTakenPorts } from '../src/machine/ports';
import { findProcess } from '../src/machine/processes';
import { makeCheckout, type Checkout } from './checkout';

let checkout: Checkout;
let children: ChildProcess[];

beforeEach(() => {
  checkout = makeCheckout();
  children = [];
});

afterEach(() => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  checkout.remove();
});

test('stop ends what a run has recorded, even if it does not listen, and nothing else', async () => {
  const obedient = await startProcess();
  const stubborn = await startProcess('process.on("SIGTERM", () => {});');
  const stranger = await startProcess();
  record([recorded(obedient), recorded(stubborn), { ...recorded(stranger), startedAt: 'another time' }]);

  const { code, output } = await checkout.run('stop');

  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('Stopped.') });
  expect(findProcess(obedient.pid!)).toBeUndefined();
  expect(findProcess(stubborn.pid!)).toBeUndefined();
  expect(findProcess(stranger.pid!)).toBeDefined();
  expect(existsSync(recordFile())).toBe(false);
});

test('stop says so when nothing is running', async () => {
  expect(await checkout.run('stop')).toEqual({ code: 0, output: 'Nothing is running.\n' });
});

test.each(['start', 'infra', 'reset'])(
  '%s refuses while an earlier run has left processes behind',
  async (command) => {
    record([recorded(await startProcess())]);

    const { code, output } = await checkout.run(command);

    expect(code).toBe(1);
    expect(output).toBe(
      '\nAn earlier run was cut off and left processes behind (services: 1); end them with: npm run stop\n',
    );
  },
);

test('reset forgets the state of this checkout', async () => {
  const state = path.join(checkout.folder, '.sidecart');
  mkdirSync(state);
  writeFileSync(path.join(state, 'secrets.json'), '{}');

  expect(await checkout.run('reset')).toMatchObject({ code: 0 });
  expect(existsSync(state)).toBe(false);
});

test('a taken port is named with its purpose and the process that holds it', async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const sentences = await describeTakenPorts([
    { port, purpose: 'the order service' },
    { port: await findFreePort(), purpose: 'the user service' },
  ]);
  await new Promise((resolve) => server.close(resolve));

  expect(sentences).toHaveLength(1);
  expect(sentences[0]).toContain(`Port ${port} for the order service is taken by process ${process.pid} (`);
});

async function startProcess(preparation = ''): Promise<ChildProcess> {
  const script = `${preparation} setInterval(() => {}, 1000); console.log("ready");`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

function recorded(child: ChildProcess): { name: string; pid: number; startedAt: string } {
  return { name: 'services', pid: child.pid!, startedAt: findProcess(child.pid!)!.startedAt };
}

function record(others: unknown[]): void {
  mkdirSync(path.dirname(recordFile()), { recursive: true });
  const main = { name: 'main', pid: 999_999_999, startedAt: '' };
  writeFileSync(recordFile(), JSON.stringify({ command: 'start', main, others }));
}

function recordFile(): string {
  return path.join(checkout.folder, '.sidecart', 'run.json');
}
