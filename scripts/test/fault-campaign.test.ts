import { measureRecovery, type RecoverySigns } from '../src/faults/campaign/recovery';
import { chooseFaults, planCampaign } from '../src/faults/campaign/plan';
import { allFaults, SHORT_TRIAL } from '../src/faults/catalogue/all-faults';
import { describeWrong, judge, PATIENCE_MS } from '../src/faults/traffic/judge';

const SERVICES = ['gateway', 'auth', 'user', 'product', 'order', 'payment', 'notification'];

describe('what a client sees', () => {
  const strict = { gatewayIsVictim: false, nothingRefused: false };

  test.each([
    [{ status: 200 }, 'good'],
    [{ status: 201 }, 'good'],
    [{ status: 304 }, 'good'],
    [{ status: 404 }, 'good'],
    [{ status: 409 }, 'good'],
    [{ status: 503, retryAfter: '1' }, 'refused'],
    [{ status: 429, retryAfter: '30' }, 'refused'],
    [{ status: 503 }, 'wrong'],
    [{ status: 503, retryAfter: '0' }, 'wrong'],
    [{ status: 503, retryAfter: 'soon' }, 'wrong'],
    [{ status: 429 }, 'wrong'],
    [{ status: 500 }, 'wrong'],
    [{ status: 500, retryAfter: '1' }, 'wrong'],
    [{ status: 502 }, 'wrong'],
    [{ status: 504, retryAfter: '1' }, 'wrong'],
    [{ error: 'ECONNRESET' }, 'wrong'],
  ] as const)('%j is %s', (seen, verdict) => {
    expect(judge({ ...seen, ms: 5 }, strict)).toBe(verdict);
  });

  test('an answer that comes too late is wrong, whatever it says', () => {
    const late = { status: 200, ms: PATIENCE_MS + 1 };
    expect(judge(late, strict)).toBe('wrong');
    expect(describeWrong(late)).toBe('200 only after 15.0 s');
  });

  test('a lost connection is forgiven while the gateway itself is harmed, an error never', () => {
    const forgiving = { ...strict, gatewayIsVictim: true };
    expect(judge({ error: 'ECONNREFUSED', ms: 1 }, forgiving)).toBe('lost');
    expect(judge({ status: 500, ms: 1 }, forgiving)).toBe('wrong');
  });

  test('where nothing may be refused, a refusal is wrong', () => {
    expect(judge({ status: 503, retryAfter: '1', ms: 1 }, { ...strict, nothingRefused: true })).toBe('wrong');
  });
});

describe('the plan', () => {
  const faults = allFaults(SERVICES);
  const plan = (seed: string) => planCampaign({ seed, orders: 2_000, faults });

  test('a seed gives the same plan again, another seed another one', () => {
    expect(plan('7')).toEqual(plan('7'));
    expect(plan('7').map(({ fault }) => fault.name)).not.toEqual(plan('8').map(({ fault }) => fault.name));
  });

  test('every fault comes once, in the middle of orders, and all orders are placed', () => {
    const planned = plan('1');
    expect(planned.map(({ fault }) => fault.name).sort()).toEqual(faults.map(({ name }) => name).sort());
    expect(planned.reduce((sum, { orders }) => sum + orders, 0)).toBeGreaterThanOrEqual(2_000);
    for (const { orders, afterOrders } of planned) {
      expect(afterOrders).toBeGreaterThan(0);
      expect(afterOrders).toBeLessThan(orders);
    }
  });

  test('each service and each sidecar is killed, frozen and restarted', () => {
    const names = new Set(faults.map(({ name }) => name));
    for (const service of SERVICES) {
      for (const verb of ['kill', 'freeze', 'restart']) {
        expect(names).toContain(`${verb} ${service}`);
        expect(names).toContain(`${verb} ${service}'s sidecar`);
      }
    }
  });

  test('no two faults have the same name, and the short trial names faults that there are', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(chooseFaults(faults, SHORT_TRIAL).map(({ name }) => name)).toEqual(SHORT_TRIAL);
  });

  test('a name means its fault, the beginning of names all of these, and anything else is refused', () => {
    expect(chooseFaults(faults, ['kill order']).map(({ name }) => name)).toEqual(['kill order']);
    expect(chooseFaults(faults, ['kill ']).length).toBeGreaterThan(14);
    expect(() => chooseFaults(faults, ['earthquake'])).toThrow('There is no fault "earthquake"');
  });
});

describe('the recovery clock', () => {
  /** Whoever is not ready at each look; each look takes 100 ms. */
  function shopThat(looks: readonly string[][], orderConfirmedAt: number): RecoverySigns {
    let look = 0;
    let confirm: () => void = () => undefined;
    return {
      unready: () => Promise.resolve(looks[Math.min(look, looks.length - 1)] ?? []),
      confirmOrder: (abort) =>
        new Promise((resolve, reject) => {
          confirm = resolve;
          abort.addEventListener('abort', () => reject(new Error('too late')));
        }),
      now: () => look * 100,
      async pause() {
        look += 1;
        if (look >= orderConfirmedAt) confirm();
        await Promise.resolve();
      },
    };
  }

  test('stops when everybody is ready and an order placed after the healing is confirmed', async () => {
    const readyLast = await measureRecovery(shopThat([['order'], ['order'], []], 1), 10_000);
    expect(readyLast).toEqual({ ms: 200, readyMs: 200, confirmedMs: 100, missing: [] });
    const confirmedLast = await measureRecovery(shopThat([[]], 7), 10_000);
    expect(confirmedLast).toEqual({ ms: 700, readyMs: 0, confirmedMs: 700, missing: [] });
  });

  test('whoever was ready and is no more has not recovered', async () => {
    const { readyMs } = await measureRecovery(shopThat([[], ['order'], []], 1), 10_000);
    expect(readyMs).toBe(200);
  });

  test('names what is missing when the time is over', async () => {
    const { missing } = await measureRecovery(shopThat([['payment']], Infinity), 1_000);
    expect(missing).toEqual(['payment', 'an order is not confirmed']);
  });
});
