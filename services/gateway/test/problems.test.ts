import { createLogger } from '@sidecart/platform';
import { json, problem, type Responder } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
const log = createLogger('gateway', 'error');
const warnings: { detail?: string; cause?: unknown }[] = [];
beforeAll(async () => {
  jest.spyOn(log, 'warn').mockImplementation(((_message: string, line: object) => {
    warnings.push(line);
    return log;
  }) as typeof log.warn);
  gateway = await startGateway({ log });
});
afterAll(() => gateway.close());

const text =
  (status: number, body: string, type = 'text/plain'): Responder =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);

describe('errors', () => {
  it.each([
    [
      500,
      json(
        { errorCode: 'ERR_DIRECT_INVOKE', message: 'failed to resolve address for order-secret-host' },
        500,
      ),
      503,
    ],
    [502, text(502, '<html>Bad gateway at 10.1.2.3</html>', 'text/html'), 503],
    [500, text(500, 'Internal Server Error'), 503],
    [504, text(504, ''), 503],
    [401, text(401, 'invalid api token'), 503],
    [403, json({ errorCode: 'ERR_DIRECT_INVOKE', message: 'access denied by policy' }, 403), 503],
    [404, text(404, 'Not Found'), 503],
    [413, text(413, 'request body too large'), 413],
    [431, text(431, ''), 400],
    [400, text(400, '400 Bad Request'), 400],
  ])('of the sidecar (%i) are told in our own words', async (_status, responder, expected) => {
    gateway.upstream.respond(responder);
    const answer = await gateway.send('GET', '/api/orders');
    expect(answer.status).toBe(expected);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: `/problems/${answer.body.code}`,
      title: expect.any(String),
      status: expected,
      detail: expect.any(String),
      instance: answer.headers['x-request-id'],
    });
    expect(answer.text).not.toMatch(/ERR_|10\.1|secret|token|policy/);
    expect(answer.headers['retry-after'] !== undefined).toBe(expected === 503);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('of the sidecar are in the log with their cause', async () => {
    gateway.upstream.respond(json({ errorCode: 'ERR_DIRECT_INVOKE' }, 500));
    await gateway.send('GET', '/api/users/me');
    expect(String(warnings.at(-1)?.cause)).toContain('ERR_DIRECT_INVOKE');
  });

  it('of a service that are problems pass as they are', async () => {
    gateway.upstream.respond(problem(503, 'unavailable', { 'retry-after': '7' }));
    const answer = await gateway.send('GET', '/api/notifications');
    expect(answer).toMatchObject({ status: 503, body: { detail: 'of the service' } });
    expect(answer.headers['retry-after']).toBe('7');
  });

  it('that go on for ever are not waited for', async () => {
    gateway.upstream.respond((_request, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.write('x'.repeat(100_000));
    });
    expect((await gateway.send('GET', '/api/payments')).status).toBe(503);
  });

  it('to a HEAD are as uniform', async () => {
    gateway.upstream.respond(json({ errorCode: 'ERR_DIRECT_INVOKE' }, 500));
    const answer = await gateway.send('HEAD', '/api/categories');
    expect(answer.status).toBe(503);
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
  });
});
