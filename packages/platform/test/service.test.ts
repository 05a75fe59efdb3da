import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { eventually } from '@sidecart/testing';
import { startHttpSidecar, type HttpSidecar } from './http-sidecar';

let sidecar: HttpSidecar;

beforeAll(async () => {
  sidecar = await startHttpSidecar();
});

afterAll(() => sidecar.close());

beforeEach(() => sidecar.answer(200, '{"databaseUrl":"postgres://user:hunter2@db/x"}'));

interface Started {
  readonly child: ChildProcess;
  /** The log so far, line by line. */
  lines(): Record<string, unknown>[];
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

function start(environment: Record<string, string> = {}): Started {
  const child = fork(join(__dirname, 'sample-service.ts'), {
    execArgv: ['-r', join(__dirname, 'run-typescript.cjs')],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      PORT: '0',
      DAPR_HTTP_PORT: String(sidecar.port),
      SAMPLE_SIZE: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.push(child);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const lines = () =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
  return { child, lines, ended };
}

const said = (started: Started, message: string) =>
  eventually(() => {
    const line = started.lines().find((each) => each['message'] === message);
    expect(line).toBeDefined();
    return line!;
  }, 20_000);

async function startListening(environment?: Record<string, string>): Promise<Started & { url: string }> {
  const started = start(environment);
  const { port } = await said(started, 'listening');
  return { ...started, url: `http://127.0.0.1:${port as number}` };
}

describe('a service that cannot start says why in one line and exits with 1', () => {
  it('when its configuration is wrong: every fault at once', async () => {
    const { ended, lines } = start({ NODE_ENV: '', SAMPLE_SIZE: 'many', PORT: '' });
    expect(await ended).toEqual({ code: 1, errors: '' });
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({ level: 'error', service: 'sample' });
    const { faults } = lines()[0] as { faults: string[] };
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      '/APP_API_TOKEN',
      '/DAPR_API_TOKEN',
      '/PORT',
      '/SAMPLE_SIZE',
    ]);
  });

  it('when a secret is missing', async () => {
    sidecar.answer(200, '{}');
    const { ended, lines } = start();
    expect(await ended).toEqual({ code: 1, errors: '' });
    expect(lines()).toMatchObject([{ level: 'error', faults: ['/databaseUrl: is required'] }]);
  });

  it('when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { ended, lines } = start({ PORT: String((other.address() as AddressInfo).port) });
    expect(await ended).toEqual({ code: 1, errors: '' });
    expect(lines()).toMatchObject([
      { message: 'the service could not start', error: { code: 'EADDRINUSE' } },
    ]);
    other.close();
  });
});

describe('a service that is told to stop', () => {
  it('finishes what is under way, takes its steps back in order, and exits with 0', async () => {
    const started = await startListening();
    const agent = new Agent({ keepAliveTimeout: 60_000 });
    await (await request(`${started.url}/health/live`, { dispatcher: agent })).body.dump();
    const slow = request(`${started.url}/slow`, { dispatcher: agent });
    await once(started.child, 'message');
    started.child.kill('SIGTERM');
    await said(started, 'shutting down');
    await expect(eventually(() => request(`${started.url}/health/live`), 500)).rejects.toThrow(
      'ECONNREFUSED',
    );
    started.child.send('release');
    const answer = await slow;
    expect([answer.statusCode, await answer.body.text()]).toEqual([200, '{"slow":true}']);
    expect(await started.ended).toEqual({ code: 0, errors: '' });
    expect(started.lines().map((line) => line['message'])).toEqual([
      'listening',
      'shutting down',
      'last step',
      'shutdown step failed',
      'first step',
      'shut down',
    ]);
    await agent.close();
  });

  it('is not hurried by another signal', async () => {
    const started = await startListening();
    const slow = request(`${started.url}/slow`);
    await once(started.child, 'message');
    started.child.kill('SIGINT');
    await said(started, 'shutting down');
    started.child.kill('SIGTERM');
    started.child.kill('SIGINT');
    started.child.send('release');
    expect((await slow).statusCode).toBe(200);
    expect((await started.ended).code).toBe(0);
    expect(started.lines().filter((line) => line['message'] === 'shutting down')).toHaveLength(1);
  });
});

it('a service that meets an error nobody awaited says so as JSON and exits with 1', async () => {
  const started = await startListening();
  started.child.send('fail');
  expect(await started.ended).toEqual({ code: 1, errors: '' });
  expect(started.lines().at(-1)).toMatchObject({
    level: 'error',
    message: 'the service failed',
    error: { message: 'nobody awaited this' },
  });
});

it('a service logs no secret that it was given', async () => {
  const started = await startListening({ LOG_LEVEL: 'debug' });
  started.child.kill('SIGTERM');
  await started.ended;
  expect(JSON.stringify(started.lines())).not.toContain('hunter2');
});
