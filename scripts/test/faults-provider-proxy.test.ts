import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendTo } from '@sidecart/testing';
import { startProviderProxy, type ProviderProxy } from '../src/faults/devices/provider-proxy';

let provider: Server;
let proxy: ProviderProxy;
/** The payments that the provider has made. */
let made: string[];

const start = async (seed = 'a seed') => {
  const { port: targetPort } = provider.address() as AddressInfo;
  proxy = await startProviderProxy({ port: 0, targetPort, seed });
};

const pay = async (key: string): Promise<number | 'no answer'> =>
  sendTo(`http://127.0.0.1:${proxy.port}`, 'POST', '/v1/payments', {
    body: { amountMinor: 100 },
    headers: { 'idempotency-key': key },
  }).then(
    ({ status }) => status,
    () => 'no answer' as const,
  );

async function payMany(count: number): Promise<(number | 'no answer')[]> {
  const answers: (number | 'no answer')[] = [];
  for (let turn = 0; turn < count; turn += 1) answers.push(await pay(`key ${turn}`));
  return answers;
}

beforeEach(async () => {
  made = [];
  provider = createServer((request, response) => {
    request.resume().on('end', () => {
      made.push(String(request.headers['idempotency-key']));
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await proxy.stop();
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});

describe('the way to a payment provider', () => {
  it('passes everything on as long as nothing is to go wrong', async () => {
    await start();
    expect(await payMany(3)).toEqual([201, 201, 201]);
    expect(proxy.counts).toEqual({ passed: 3, failed: 0, lost: 0 });
  });

  it('fails a share of the requests, of which the provider never hears', async () => {
    await start();
    proxy.trouble({ failedShare: 0.5 });
    const answers = await payMany(60);
    const failed = answers.filter((answer) => answer === 500).length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
    expect(made).toHaveLength(60 - failed);
  });

  it('fails the same requests for the same seed, and others for another', async () => {
    const run = async (seed: string) => {
      await start(seed);
      proxy.trouble({ failedShare: 0.5 });
      const answers = await payMany(30);
      await proxy.stop();
      return answers;
    };
    const first = await run('7');
    expect(await run('7')).toEqual(first);
    expect(await run('8')).not.toEqual(first);
    await start();
  });

  it('loses answers to requests that were carried out', async () => {
    await start();
    proxy.trouble({ lostShare: 1 });
    expect(await payMany(3)).toEqual(['no answer', 'no answer', 'no answer']);
    expect(made).toEqual(['key 0', 'key 1', 'key 2']);
    await proxy.heal();
    expect(await pay('key 3')).toBe(201);
  });

  it('keeps requests waiting', async () => {
    await start();
    proxy.trouble({ delayMs: 300 });
    const startedAt = performance.now();
    expect(await pay('slow')).toBe(201);
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });

  it('refuses connections, and takes new ones on the same port once it is healed', async () => {
    await start();
    await proxy.refuse();
    expect(await pay('a')).toBe('no answer');
    await proxy.heal();
    expect(await pay('b')).toBe(201);
  });
});
