import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { eventually, sendTo } from '@sidecart/testing';
import type { Crash } from '../src/faults/devices/crash-arming';
import { startCrashPoints, type CrashPoints } from '../src/faults/devices/crash-points';
import { findFreePorts } from '../src/machine/free-port';

const BULK = '/v1.0/publish/bulk/pubsub/';

let sidecar: Server;
let service: ChildProcess;
let points: CrashPoints;
let ports: { sidecarHatch: number; serviceHatch: number; service: number };
/** What the sidecar was asked for. */
let asked: string[];
let publishStatus: number;
/** What the service said of itself. */
let told: Record<string, unknown>[];

const url = () => `http://127.0.0.1:${ports.serviceHatch}`;
const deliver = (topic: string): Promise<string> =>
  sendTo(url(), 'POST', `/events/${topic}`, { body: {} }).then(
    ({ body }) => (body as { status: string }).status,
    () => 'no answer',
  );
const publish = (topic: string) => service.send({ path: BULK + topic });
const isGone = () => service.exitCode !== null || service.signalCode !== null;

async function startService(): Promise<void> {
  told = [];
  service = fork(path.join(__dirname, 'crashing-service.js'), [
    String(ports.service),
    String(ports.sidecarHatch),
  ]);
  service.on('message', (message) => told.push(message as Record<string, unknown>));
  await eventually(() => expect(told).toEqual([{ ready: true }]));
  told = [];
}

async function crash(): Promise<void> {
  const exited = once(service, 'exit');
  service.kill('SIGKILL');
  await exited;
}

beforeEach(async () => {
  asked = [];
  publishStatus = 204;
  sidecar = createServer((request, response) => {
    request.resume().on('end', () => {
      asked.push(request.url ?? '');
      response.writeHead(request.url?.includes('/publish/') ? publishStatus : 200).end();
    });
  });
  await new Promise<void>((resolve) => sidecar.listen(0, '127.0.0.1', resolve));
  const [sidecarHatch, serviceHatch, servicePort] = (await findFreePorts(3)) as [number, number, number];
  ports = { sidecarHatch, serviceHatch, service: servicePort };
  points = await startCrashPoints({
    toSidecar: { port: sidecarHatch, targetPort: (sidecar.address() as AddressInfo).port },
    toService: { port: serviceHatch, targetPort: servicePort },
    crash,
  });
  await startService();
});

afterEach(async () => {
  if (!isGone()) await crash();
  await points.stop();
  sidecar.closeAllConnections();
  await new Promise((resolve) => sidecar.close(resolve));
});

describe('a service that crashes at a moment', () => {
  it('before an event of its outbox is published: the broker has nothing', async () => {
    const strike = points.arm({ moment: 'before-publish' });
    publish('order.created.v1');
    expect(await strike).toEqual({ moment: 'before-publish', topic: 'order.created.v1' });
    expect({ gone: isGone(), asked }).toEqual({ gone: true, asked: [] });
  });

  it('between publishing and marking: the broker has the event, and nobody told the service', async () => {
    const strike = points.arm({ moment: 'after-publish' });
    publish('order.created.v1');
    expect(await strike).toEqual({ moment: 'after-publish', topic: 'order.created.v1' });
    expect({ gone: isGone(), asked, told }).toEqual({
      gone: true,
      asked: [`${BULK}order.created.v1`],
      told: [],
    });
  });

  it('not after a publish that the sidecar refused', async () => {
    publishStatus = 500;
    void points.arm({ moment: 'after-publish' });
    publish('order.created.v1');
    await eventually(() => expect(told).toEqual([{ answered: `${BULK}order.created.v1`, status: 500 }]));
    expect(isGone()).toBe(false);
  });

  it('between effect and acknowledgement: the effect is there, and the sidecar gets no answer', async () => {
    const strike = points.arm({ moment: 'after-effect' });
    expect(await deliver('order.created.v1')).toBe('no answer');
    expect(await strike).toEqual({ moment: 'after-effect', topic: 'order.created.v1' });
    expect({ gone: isGone(), told }).toEqual({ gone: true, told: [{ applied: '/events/order.created.v1' }] });
  });

  it('not after a delivery that had no effect', async () => {
    void points.arm({ moment: 'after-effect' });
    expect(await deliver('refused.v1')).toBe('RETRY');
    expect(isGone()).toBe(false);
  });

  it('at the occurrence it was told, of the topic it was told, and only once', async () => {
    const strike = points.arm({ moment: 'after-effect', topic: 'a.v1', occurrence: 3 });
    const verdicts = [];
    for (const topic of ['a.v1', 'b.v1', 'b.v1', 'a.v1', 'b.v1']) verdicts.push(await deliver(topic));
    expect(verdicts).toEqual(verdicts.map(() => 'SUCCESS'));
    expect(await deliver('a.v1')).toBe('no answer');
    await strike;
    await startService();
    expect(await deliver('a.v1')).toBe('SUCCESS');
  });

  it.each<Crash['moment']>(['before-publish', 'after-publish', 'after-effect'])(
    'never once it was called off: %s',
    async (moment) => {
      const strike = points.arm({ moment });
      points.disarm();
      expect(await strike).toBeUndefined();
      expect(await deliver('a.v1')).toBe('SUCCESS');
      publish('a.v1');
      await eventually(() => expect(told).toContainEqual({ answered: `${BULK}a.v1`, status: 204 }));
    },
  );
});

describe('everything else between a service and its sidecar', () => {
  it('passes as it is, in both directions', async () => {
    const answer = await sendTo(url(), 'PUT', '/orders/1?a=b', { body: 'text' });
    expect(answer).toMatchObject({ status: 201, text: 'PUT /orders/1?a=b' });
    expect(answer.headers['x-own']).toBe('yes');
    service.send({ method: 'GET', path: '/v1.0/secrets/secrets/order' });
    await eventually(() => expect(asked).toEqual(['/v1.0/secrets/secrets/order']));
  });

  it('streams', async () => {
    await crash();
    const streaming = createServer((request, response) => void request.pipe(response));
    await new Promise<void>((resolve) => streaming.listen(ports.service, '127.0.0.1', resolve));
    const echo = httpRequest({
      host: '127.0.0.1',
      port: ports.serviceHatch,
      method: 'POST',
      path: '/images',
    });
    echo.write('first');
    const [answer] = (await once(echo, 'response')) as [NodeJS.ReadableStream];
    const [chunk] = (await once(answer, 'data')) as [Buffer];
    expect(chunk.toString()).toBe('first');
    echo.end();
    await once(answer, 'end');
    await new Promise((resolve) => streaming.close(resolve).closeAllConnections());
  });

  it('breaks where a service that is not there would break it', async () => {
    await crash();
    await expect(sendTo(url(), 'GET', '/orders')).rejects.toThrow();
    expect(await deliver('a.v1')).toBe('no answer');
  });
});
