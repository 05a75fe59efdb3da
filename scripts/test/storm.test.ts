import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendTo } from '@sidecart/testing';
import { eventually } from '@sidecart/testing';
import { planDeliveries } from '../src/storm/delivery-plan';
import { addCounts, noCounts } from '../src/storm/storm-counts';
import { COUNTS_PATH, startStormProxy, type StormProxy } from '../src/storm/storm-proxy';

let service: Server;
let proxy: StormProxy;
let seen: { id: string; token: string | undefined }[];
/** What the service answers, by the event's id and how often it came before. */
let verdict: (id: string, before: number) => { status: number; body: string };

const success = { status: 200, body: '{"status":"SUCCESS"}' };
const url = () => `http://127.0.0.1:${proxy.port}`;
const send = async (id: string) =>
  sendTo(url(), 'POST', '/events/order.created.v1', {
    body: { id },
    headers: { 'dapr-api-token': 'the sidecar’s'.replace('’', '') },
  });
const timesSeen = (id: string) => seen.filter((one) => one.id === id).length;

async function start(windowMs: number, seed = 'a seed'): Promise<void> {
  const { port: servicePort } = service.address() as AddressInfo;
  proxy = await startStormProxy({ consumer: 'payment', port: 0, servicePort, seed, copies: 3, windowMs });
}

beforeEach(async () => {
  seen = [];
  verdict = () => success;
  service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      if (!request.url?.startsWith('/events/')) {
        response.writeHead(201, { 'x-own': 'yes' }).end(`${request.method} ${request.url} ${body}`);
        return;
      }
      const { id } = JSON.parse(body) as { id: string };
      const answer = verdict(id, timesSeen(id));
      seen.push({ id, token: request.headers['dapr-api-token'] as string | undefined });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await proxy.stop();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

describe('a storm between a sidecar and its service', () => {
  it('delivers every event three times, as the sidecar sent it', async () => {
    await start(50);
    const ids = Array.from({ length: 20 }, (_, index) => `event ${index}`);
    const answers = await Promise.all(ids.map(send));
    expect(answers.map(({ body }) => body as unknown)).toEqual(ids.map(() => ({ status: 'SUCCESS' })));
    await eventually(() => expect(ids.map(timesSeen)).toEqual(ids.map(() => 3)));
    expect(new Set(seen.map(({ token }) => token))).toEqual(new Set(['the sidecars']));
  });

  it('lets events overtake each other', async () => {
    await start(200);
    await Promise.all(Array.from({ length: 20 }, (_, index) => send(`event ${index}`)));
    await eventually(() => expect(proxy.counts).toMatchObject({ events: 20, pending: 0 }));
    expect(proxy.counts.overtakings).toBeGreaterThan(0);
    const firsts = [...new Set(seen.map(({ id }) => id))];
    expect(firsts).not.toEqual(Array.from({ length: 20 }, (_, index) => `event ${index}`));
  });

  it('gives the sidecar the verdict of the first copy, whatever becomes of the others', async () => {
    await start(20);
    verdict = (_, before) => (before === 0 ? { status: 200, body: '{"status":"RETRY"}' } : success);
    expect((await send('x')).body).toEqual({ status: 'RETRY' });
    await eventually(() => expect(proxy.counts.verdicts).toEqual({ RETRY: 1, SUCCESS: 2 }));
    verdict = () => ({ status: 503, body: '{}' });
    expect((await send('y')).status).toBe(503);
  });

  it('has an event delivered again when the service is away, so that none is lost', async () => {
    await start(1);
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
    expect(await send('x')).toMatchObject({ status: 200, body: { status: 'RETRY' } });
    await eventually(() => expect(proxy.counts.verdicts).toEqual({ failed: 3 }));
  });

  it('passes on everything else as it is', async () => {
    await start(1);
    const answer = await sendTo(url(), 'PUT', '/orders/1?a=b', {
      body: 'text',
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer).toMatchObject({ status: 201, text: 'PUT /orders/1?a=b text' });
    expect(answer.headers['x-own']).toBe('yes');
    expect((await sendTo(url(), 'GET', COUNTS_PATH)).body).toEqual(noCounts());
  });

  it('delivers what is left at its end, without waiting for its turn', async () => {
    await start(60_000);
    const answer = send('x').catch(() => undefined);
    await eventually(() => expect(proxy.counts.pending).toBe(3));
    await proxy.stop();
    expect(timesSeen('x')).toBe(3);
    await answer;
    await start(1);
  });
});

describe('the plan of a storm', () => {
  const options = { seed: '7', copies: 3, windowMs: 1_000 };
  const plan = (seed: string, topic: string, ordinal: number) =>
    planDeliveries({ ...options, seed }, 'order', topic, ordinal);

  it('is the same for the same seed and another for every other', () => {
    expect(plan('7', 'a', 1)).toEqual(plan('7', 'a', 1));
    const others = [plan('8', 'a', 1), plan('7', 'b', 1), plan('7', 'a', 2)];
    for (const other of others) expect(other).not.toEqual(plan('7', 'a', 1));
  });

  it('has as many moments as copies, in their order and within the window', () => {
    for (let ordinal = 0; ordinal < 200; ordinal += 1) {
      const moments = plan('7', 'a', ordinal);
      expect(moments).toHaveLength(3);
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      expect(moments.every((moment) => moment >= 0 && moment < 1_000)).toBe(true);
    }
  });

  it('is counted over all services together', () => {
    const one = { events: 1, pending: 2, overtakings: 3, verdicts: { SUCCESS: 4 } };
    const other = { events: 10, pending: 0, overtakings: 1, verdicts: { SUCCESS: 1, RETRY: 2 } };
    expect(addCounts([one, other])).toEqual({
      events: 11,
      pending: 2,
      overtakings: 4,
      verdicts: { SUCCESS: 5, RETRY: 2 },
    });
  });
});
