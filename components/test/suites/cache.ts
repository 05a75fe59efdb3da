import { randomUUID } from 'node:crypto';
import { eventually } from '@sidecart/testing';
import { note, secondsSince } from '../stand/note';
import { PROMISED } from '../stand/promises';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

/** The client gives up after 300 ms; the rest is for a busy machine. */
const GIVES_UP_MS = 600;
/** How long resiliency.yaml leaves a failing cache alone, and a little. */
const RECOVERY_MS = 25_000;

/** What the component `cache` promises to the one service that has it. */
export function cache(getStand: () => Stand): void {
  let session: Session;
  let product: Member;

  beforeAll(async () => {
    session = getStand().openSession();
    product = await session.add('product');
  });

  afterAll(() => session.close());

  test('what is kept is found again, as it was', async () => {
    const key = `catalogue:${randomUUID()}/ä`;
    const value = JSON.stringify({ text: '„€“', list: [1, null] });
    expect(await product.client.getState(key)).toBeUndefined();
    await product.client.saveState(key, value, 60);
    expect(await product.client.getState(key)).toBe(value);
    await product.client.saveState(key, 'other', 60);
    expect(await product.client.getState(key)).toBe('other');
  });

  test('what is kept is gone when its time is over', async () => {
    const key = randomUUID();
    const startedAt = Date.now();
    await product.client.saveState(key, 'a', 2);
    expect(await product.client.getState(key)).toBe('a');
    await eventually(async () => expect(await product.client.getState(key)).toBeUndefined());
    note(`2 s were ${secondsSince(startedAt)}`);
    expect(Date.now() - startedAt).toBeGreaterThan(1_000);
  });

  test('a service that is not in its scopes has no cache', async () => {
    const order = await session.add('order');
    await expect(order.client.saveState('k', 'a', 60)).rejects.toThrow();
  });

  test('replicas share it where the set promises it', async () => {
    const other = await session.add('product');
    const key = randomUUID();
    await product.client.saveState(key, 'a', 60);
    expect(await other.client.getState(key)).toBe(PROMISED.sharedCache ? 'a' : undefined);
    note(PROMISED.sharedCache ? 'shared' : 'one for each replica, as documented');
    await Promise.all([other.sidecar.kill(), other.app.die()]);
  });

  test('without its server it fails at once, and works again by itself', async () => {
    const { cache: server } = getStand().servers;
    if (!server) return expectForgetful();
    await server.kill();
    const askedAt = Date.now();
    await expect(product.client.getState('k')).rejects.toThrow();
    const gaveUpMs = Date.now() - askedAt;
    for (let attempt = 0; attempt < 10; attempt += 1)
      await product.client.getState('k').catch(() => undefined);
    await server.start();
    const startedAt = Date.now();
    await eventually(async () => {
      await product.client.saveState('k', 'a', 60);
      expect(await product.client.getState('k')).toBe('a');
    }, RECOVERY_MS);
    note(`failed after ${gaveUpMs} ms, back after ${secondsSince(startedAt)}`);
    expect(gaveUpMs).toBeLessThan(GIVES_UP_MS);
  });

  /** It lives in the sidecar, and only as long. */
  async function expectForgetful(): Promise<void> {
    await product.client.saveState('k', 'a', 60);
    await product.sidecar.kill();
    await expect(product.client.getState('k')).rejects.toThrow();
    await product.sidecar.start();
    expect(await product.client.getState('k')).toBeUndefined();
    note('lives and dies with its sidecar, as documented');
  }
}
