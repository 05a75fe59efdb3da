import { PassThrough } from 'node:stream';
import { eventually, tokenFor } from '@sidecart/testing';
import { sign } from 'jsonwebtoken';
import { createAccessLog } from '../src/http/access-log';
import { json } from './support/fake-upstream';
import { startGateway } from './support/start-gateway';

const printed: string[] = [];
const logAt = (level: string) =>
  createAccessLog(
    level,
    new PassThrough().on('data', (line: Buffer) => printed.push(line.toString())),
  );
beforeEach(() => void printed.splice(0));

const lines = () => printed.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the access log', () => {
  it('has one line of JSON per request, with what helps and nothing that is secret', async () => {
    const gateway = await startGateway({ accessLog: logAt('info') });
    gateway.upstream.respond(json({ ok: true }, 201));
    const userId = '018f3b5e-0000-7000-8000-000000000003';
    const token = tokenFor('customer', userId);
    const answer = await gateway.send('POST', '/api/orders/abc?email=anna@customer.example', {
      token,
      body: { card: '4242' },
    });
    await eventually(() => expect(printed).toHaveLength(1));
    expect(lines()[0]).toEqual({
      level: 'info',
      message: 'request',
      service: 'gateway',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: answer.headers['x-request-id'],
      method: 'POST',
      route: '/api/orders',
      status: 201,
      userId,
      durationMs: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect(Number(lines()[0]?.['bytes'])).toBeGreaterThan(100);
    for (const secret of ['anna', 'abc', '4242', 'Bearer', token])
      expect(printed.join()).not.toContain(secret);
    await gateway.close();
  });

  it('has the lines of refused requests, too, and trusts no claim about who it was', async () => {
    const gateway = await startGateway({ accessLog: logAt('info'), limits: { address: 1 } });
    await gateway.send('GET', '/api/orders', { token: `Bearer ${sign({ sub: 'evil' }, 'x')}` });
    await gateway.send('GET', '/api/orders');
    await eventually(() => expect(printed).toHaveLength(2));
    expect(lines()).toMatchObject([
      { route: '/api/orders', status: 401 },
      { route: '/api/orders', status: 429 },
    ]);
    expect(printed.join()).not.toContain('evil');
    await gateway.close();
  });

  it('has no line for probes, and none at all when only warnings are asked for', async () => {
    const usual = await startGateway({ accessLog: logAt('info') });
    await usual.send('GET', '/health/live');
    await usual.close();
    const quiet = await startGateway({ accessLog: logAt('warn') });
    await quiet.send('GET', '/api/products');
    await quiet.close();
    expect(printed).toEqual([]);
  });
});
