import { eventually } from '@sidecart/testing';
import { json, problem } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

const RESET_MS = 300;

let gateway: TestGateway;
beforeEach(async () => void (gateway = await startGateway({ breakerResetMs: RESET_MS })));
afterEach(() => gateway.close());

const ask = (path = '/api/products') => gateway.send('GET', path);
const times = async (count: number, work: () => Promise<unknown>) => {
  for (let i = 0; i < count; i += 1) await work();
};
const state = (upstream = 'product') => gateway.breakerState(upstream);

/** Brings the breaker to the point where it tries again. */
async function open(): Promise<void> {
  gateway.upstream.respond(problem(500, 'internal'));
  await times(10, ask);
  expect(await state()).toBe('open');
}

describe('the breaker of an upstream', () => {
  it('starts closed, for every upstream', async () => {
    for (const upstream of ['auth', 'user', 'product', 'order', 'payment', 'notification']) {
      expect(await state(upstream)).toBe('closed');
    }
  });

  it('opens when most calls fail, and answers 503 with Retry-After at once without asking', async () => {
    await open();
    const asked = gateway.upstream.received.length;
    gateway.upstream.respond(() => undefined);
    const answer = await ask();
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', status: 503 } });
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
    expect(answer.headers['retry-after']).toBe('1');
    expect(gateway.upstream.received).toHaveLength(asked);
  });

  it('stays closed while only a part of a service is down, of which clients are not told', async () => {
    gateway.upstream.respond((request, response) => {
      response.setHeader('x-outage', 'partial');
      problem(503, 'unavailable')(request, response);
    });
    await times(20, ask);
    const answer = await ask();
    expect([answer.status, answer.headers['x-outage'], await state()]).toEqual([503, undefined, 'closed']);
  });

  it('is one per upstream', async () => {
    await open();
    gateway.upstream.respond(json({ ok: true }));
    expect((await ask('/api/orders')).status).toBe(200);
    expect(await state('order')).toBe('closed');
  });

  it('lets one call try after a while, and closes when it succeeds', async () => {
    await open();
    await eventually(async () => expect(await state()).toBe('half-open'));
    let release = () => {};
    gateway.upstream.respond(
      (request, response) => (release = () => void json({ ok: true })(request, response)),
    );
    const asked = gateway.upstream.received.length;
    const trial = ask();
    await eventually(() => expect(gateway.upstream.received).toHaveLength(asked + 1));
    expect((await ask()).status).toBe(503);
    release();
    expect((await trial).status).toBe(200);
    expect(await state()).toBe('closed');
    gateway.upstream.respond(json({ ok: true }));
    expect((await ask()).status).toBe(200);
  });

  it('stays open when the trial fails', async () => {
    await open();
    await eventually(async () => expect(await state()).toBe('half-open'));
    expect((await ask()).status).toBe(500);
    expect(await state()).toBe('open');
  });

  it('is not stuck when the client of the trial hangs up', async () => {
    await open();
    await eventually(async () => expect(await state()).toBe('half-open'));
    gateway.upstream.respond((request) => request.socket.unref());
    const abort = new AbortController();
    const asked = gateway.upstream.received.length;
    const trial = fetch(`${gateway.url}/api/products`, { signal: abort.signal });
    await eventually(() => expect(gateway.upstream.received).toHaveLength(asked + 1));
    abort.abort();
    await expect(trial).rejects.toThrow();
    gateway.upstream.respond(json({ ok: true }));
    await eventually(async () => expect((await ask()).status).toBe(200));
  });

  it.each([400, 401, 403, 404, 409, 412, 422, 429])('does not mind %i', async (status) => {
    gateway.upstream.respond(problem(status, 'of-the-service'));
    await times(20, ask);
    expect(await state()).toBe('closed');
  });

  it('does not open for less than a handful of failures', async () => {
    gateway.upstream.respond(problem(500, 'internal'));
    await times(9, ask);
    expect(await state()).toBe('closed');
  });

  it('does not open while most calls succeed', async () => {
    let call = 0;
    gateway.upstream.respond((request, response) => {
      call += 1;
      (call % 3 === 0 ? problem(503, 'unavailable') : json({ ok: true }))(request, response);
    });
    await times(30, ask);
    expect(await state()).toBe('closed');
  });

  it.each([
    ['the sidecar cannot reach the service', json({ errorCode: 'ERR_DIRECT_INVOKE' }, 500)],
    ['the connection breaks', (request: { socket: { destroy(): void } }) => request.socket.destroy()],
  ])('counts it when %s', async (_name, responder) => {
    gateway.upstream.respond(responder);
    await times(10, ask);
    expect(await state()).toBe('open');
  });

  it('does not count bodies that are too large or cut short by the client', async () => {
    gateway.upstream.respond((request) => void request.resume());
    await times(12, async () => {
      const answer = await fetch(`${gateway.url}/api/products`, {
        method: 'POST',
        body: new Blob([new Uint8Array(7_000_000)]).stream(),
        duplex: 'half',
      }).catch(() => undefined);
      if (answer) expect(answer.status).toBe(413);
    });
    expect(await state()).toBe('closed');
  });
});
