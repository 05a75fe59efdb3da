import { createFakeSidecar, type FakeSidecar } from '@sidecart/testing';
import { createServiceClient } from './service-client';

const call = { method: 'GET', path: '/x' } as const;
const unavailable = { kind: 'unavailable', message: 'The product service is not available at the moment.' };

function answering(status: number) {
  const sidecar = createFakeSidecar();
  sidecar.respondAs('product', () => ({ status, body: undefined }));
  return { sidecar, client: createServiceClient(sidecar, 'product') };
}

const callTimes = (sidecar: FakeSidecar) => sidecar.invocations.length;

describe('a client of another service', () => {
  it('passes on every status below 500, and does not count it as a failure', async () => {
    const { sidecar, client } = answering(404);
    for (let index = 0; index < 30; index += 1) {
      expect((await client.call(call)).status).toBe(404);
    }
    expect(callTimes(sidecar)).toBe(30);
    expect(sidecar.invocations[0]).toMatchObject({ appId: 'product' });
    expect(sidecar.invocations[0]?.timeoutMs).toBeGreaterThan(2_900);
  });

  it('takes a 5xx and a missing answer for the same: unavailable', async () => {
    const { sidecar, client } = answering(500);
    await expect(client.call(call)).rejects.toMatchObject(unavailable);
    sidecar.down = true;
    await expect(client.call(call)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('no longer asks one that keeps failing, until it has had a rest, and then once', async () => {
    jest.useFakeTimers();
    try {
      const { sidecar, client } = answering(503);
      for (let index = 0; index < 15; index += 1) await client.call(call).catch(() => undefined);
      const asked = callTimes(sidecar);
      expect(asked).toBeLessThan(15);
      await expect(client.call(call)).rejects.toMatchObject(unavailable);
      expect(callTimes(sidecar)).toBe(asked);

      jest.advanceTimersByTime(3_100);
      let answer: (() => void) | undefined;
      sidecar.respondAs(
        'product',
        () => new Promise((resolve) => (answer = () => resolve({ status: 200, body: 1 }))),
      );
      const first = client.call(call);
      await expect(client.call(call)).rejects.toMatchObject(unavailable);
      answer?.();
      expect((await first).status).toBe(200);
      expect(callTimes(sidecar)).toBe(asked + 1);
    } finally {
      jest.useRealTimers();
    }
  });

  describe('when the sidecar could not call it', () => {
    const REFUSED =
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing"';
    const BROKEN = 'rpc error: code = Unavailable desc = error reading from server: EOF';

    /** Fails as often as said, and then succeeds. */
    function failing(times: number, err: string) {
      const sidecar = createFakeSidecar();
      let left = times;
      sidecar.respondAs('product', () => {
        left -= 1;
        const message = `failed to invoke, id: product, err: ${err}`;
        return left < 0
          ? { status: 200, body: 'ok' }
          : { status: 500, body: { errorCode: 'ERR_DIRECT_INVOKE', message } };
      });
      return { sidecar, client: createServiceClient(sidecar, 'product') };
    }

    it.each(['GET', 'PUT', 'POST', 'DELETE'] as const)(
      'asks once more what never reached it: %s',
      async (method) => {
        const { sidecar, client } = failing(1, REFUSED);
        expect((await client.call({ method, path: '/x', timeoutMs: 2_000 })).status).toBe(200);
        expect(sidecar.invocations[1]?.timeoutMs).toBeLessThanOrEqual(1_950);
      },
    );

    it.each([
      ['GET', 2],
      ['PUT', 2],
      ['POST', 1],
      ['DELETE', 1],
    ] as const)(
      'asks again what may have reached it only where that is the same: %s',
      async (method, asked) => {
        const { sidecar, client } = failing(1, BROKEN);
        await client.call({ method, path: '/x' }).catch(() => undefined);
        expect(callTimes(sidecar)).toBe(asked);
      },
    );

    it('asks ever more slowly, and not for ever, nor beyond its deadline', async () => {
      const { sidecar, client } = failing(20, REFUSED);
      await expect(client.call(call)).rejects.toMatchObject(unavailable);
      expect(callTimes(sidecar)).toBe(6);
      await expect(client.call({ ...call, timeoutMs: 130 })).rejects.toMatchObject(unavailable);
      expect(callTimes(sidecar)).toBeLessThanOrEqual(8);
    });
  });
});
