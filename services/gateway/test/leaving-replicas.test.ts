import type { TestRequest } from '@sidecart/testing';
import { json, problem, type Responder } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeEach(async () => void (gateway = await startGateway({ headersTimeoutMs: 1_900 })));
afterEach(() => gateway.close());

const failure = (err: string): Responder =>
  json({ errorCode: 'ERR_DIRECT_INVOKE', message: `failed to invoke, id: order, err: ${err}` }, 500);

// As the sidecar says it: of another sidecar that is gone, of an app that is, of one that is unwell, of a broken call.
const NO_SIDECAR = failure(
  'failed to invoke target order after 3 retries. Error: rpc error: code = Unavailable desc = connection error: desc = ' +
    '"transport: Error while dialing: dial tcp 127.0.0.1:3704: connect: connection refused"',
);
const NO_APP = failure(
  'rpc error: code = Internal desc = error invoking app channel: Post "http://127.0.0.1:3004/orders": dial tcp 127.0.0.1:3004: connect: connection refused',
);
const UNWELL = failure(
  'rpc error: code = Internal desc = error invoking app channel: app is not in a healthy state',
);
const BROKEN = failure('rpc error: code = Unavailable desc = error reading from server: EOF');

/** Answers by the list, and from then on with what was sent. */
function answerBy(...first: Responder[]): string[] {
  const bodies: string[] = [];
  gateway.upstream.respond((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      void (first.shift() ?? json({ ok: true }))(request, response);
    });
  });
  return bodies;
}

const order: TestRequest = { body: { items: ['lamp'] } };
const keyed: TestRequest = { ...order, headers: { 'idempotency-key': 'k-1' } };
const asked = () => gateway.upstream.received.length;

describe('a request that meets a replica on its way out or in', () => {
  it.each([
    ['the sidecar', NO_SIDECAR],
    ['the app', NO_APP],
    ['an app that is unwell', UNWELL],
  ])('is sent again, whatever it is, when it never got there: to %s', async (_what, refusal) => {
    const bodies = answerBy(refusal, refusal);
    expect((await gateway.send('POST', '/api/orders', order)).status).toBe(200);
    expect(bodies).toEqual(Array(3).fill(JSON.stringify(order.body)));
    answerBy(refusal);
    expect((await gateway.send('DELETE', '/api/cart')).status).toBe(200);
  });

  it('is sent again after it may have got there only if that is harmless', async () => {
    for (const [method, options, status] of [
      ['GET', {}, 200],
      ['HEAD', {}, 200],
      ['POST', keyed, 200],
      ['POST', order, 503],
      ['PATCH', order, 503],
      ['DELETE', {}, 503],
    ] as const) {
      answerBy(BROKEN);
      const answer = await gateway.send(method, '/api/orders', options);
      expect([method, answer.status]).toEqual([method, status]);
      if (status === 503) expect(answer.headers['retry-after']).toBeDefined();
    }
  });

  it('is sent no more often than that', async () => {
    answerBy(...Array<Responder>(9).fill(NO_SIDECAR));
    expect((await gateway.send('POST', '/api/orders', order)).status).toBe(503);
    // Until its time is over.
    expect(asked()).toBe(6);
    answerBy(...Array<Responder>(9).fill(BROKEN));
    expect((await gateway.send('GET', '/api/orders')).status).toBe(503);
    expect(asked()).toBe(8);
  });

  it('is not sent again when the service itself has answered, nor with a body too large to keep', async () => {
    answerBy(problem(503, 'unavailable'));
    expect((await gateway.send('GET', '/api/orders')).status).toBe(503);
    expect(asked()).toBe(1);
    answerBy(NO_SIDECAR);
    const large = { body: { text: 'x'.repeat(70_000) } };
    expect((await gateway.send('POST', '/api/orders', large)).status).toBe(503);
    expect(asked()).toBe(2);
  });

  it('is not sent again once its time is over', async () => {
    gateway.upstream.respond((request, response) => {
      setTimeout(() => void NO_SIDECAR(request, response), 1_800);
    });
    expect((await gateway.send('POST', '/api/orders', order)).status).toBe(503);
    expect(asked()).toBeLessThanOrEqual(2);
  });

  it('does not open the breaker when another replica answers', async () => {
    for (let count = 0; count < 12; count += 1) {
      answerBy(NO_SIDECAR);
      expect((await gateway.send('GET', '/api/orders')).status).toBe(200);
    }
    expect(await gateway.breakerState('order')).toBe('closed');
  });
});
