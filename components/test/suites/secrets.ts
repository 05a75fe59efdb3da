import { randomUUID } from 'node:crypto';
import type { Member, Session } from '../stand/session';
import { takePort } from '../stand/ports';
import { createRecordingApp } from '../stand/recording-app';
import type { Stand } from '../stand/stand';

/** What the component `secrets` promises to services and to the other components. */
export function secrets(getStand: () => Stand): void {
  const databaseUrl = `postgres://order:${randomUUID()}@127.0.0.1/order`;
  let session: Session;
  let order: Member;
  let listenerPort: number;

  beforeAll(async () => {
    listenerPort = await takePort();
    session = getStand().openSession({
      secrets: { order: { databaseUrl }, listener: { url: `http://127.0.0.1:${listenerPort}/events/told` } },
      component: LISTENER,
    });
    order = await session.add('order');
  });

  afterAll(() => session.close());

  test('a service reads its own secret, as one of Kubernetes', async () => {
    expect(await order.client.getSecret('order')).toEqual({ databaseUrl });
  });

  test('a secret that is not there is an error', async () => {
    await expect(order.client.getSecret('nobody')).rejects.toThrow();
  });

  test('nobody reads a secret without the token of the sidecar', async () => {
    const response = await fetch(`http://127.0.0.1:${order.sidecar.port}/v1.0/secrets/secrets/order`);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain(databaseUrl);
  });

  test('a component takes its settings from a secret', async () => {
    const listener = createRecordingApp(listenerPort);
    await listener.start();
    try {
      const call = { name: 'listener', operation: 'post', data: { id: 'told' }, timeoutMs: 5_000 };
      await order.client.invokeBinding(call);
      expect(listener.ids()).toEqual(['told']);
    } finally {
      await listener.die();
    }
  });
}

const LISTENER = `
apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: listener
spec:
  type: bindings.http
  version: v1
  metadata:
    - name: url
      secretKeyRef: { name: listener, key: url }
    - name: direction
      value: output
auth:
  secretStore: secrets
scopes: [order]
`;
