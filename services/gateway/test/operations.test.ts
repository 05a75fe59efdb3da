import type { AddressInfo } from 'node:net';
import { createMetrics, unavailable } from '@sidecart/platform';
import { eventually, sendTo } from '@sidecart/testing';
import { serveMetrics } from '../src/http/serve-metrics';
import { sendRaw, statusOf } from './support/raw';
import { startGateway } from './support/start-gateway';

describe('health', () => {
  it('is live and ready while the sidecar can be used', async () => {
    const gateway = await startGateway({ readiness: { sidecar: () => Promise.resolve() } });
    expect(await gateway.send('GET', '/health/live')).toMatchObject({
      status: 200,
      body: { status: 'live' },
    });
    expect(await gateway.send('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', service: 'gateway', checks: { sidecar: 'up' } },
    });
    await gateway.close();
  });

  it('is live but not ready without the sidecar', async () => {
    const gateway = await startGateway({
      readiness: { sidecar: () => Promise.reject(unavailable('sidecar')) },
    });
    expect((await gateway.send('GET', '/health/live')).status).toBe(200);
    expect(await gateway.send('GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { checks: { sidecar: 'down' } },
    });
    await gateway.close();
  });

  it('answers under any host name, which probes have', async () => {
    const gateway = await startGateway({ hosts: 'shop.example' });
    const answer = await sendRaw(
      gateway.port,
      'GET /health/live HTTP/1.1\r\nHost: 10.0.0.7:3000\r\nConnection: close\r\n\r\n',
    );
    expect(statusOf(answer)).toBe(200);
    await gateway.close();
  });

  it('is not ready while draining, but serves on and asks clients to go elsewhere', async () => {
    const gateway = await startGateway();
    gateway.draining = true;
    expect((await gateway.send('GET', '/health/ready')).status).toBe(503);
    expect((await gateway.send('GET', '/health/live')).status).toBe(200);
    const answer = await gateway.send('GET', '/api/products');
    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await gateway.close();
  });
});

describe('metrics', () => {
  it('are on a port of their own and nowhere else', async () => {
    const { registry } = createMetrics('gateway');
    const server = await serveMetrics(registry, '127.0.0.1', 0);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await sendTo(url, 'GET', '/metrics')).text).toContain('process_cpu_seconds_total');
    expect((await sendTo(url, 'GET', '/other')).status).toBe(404);
    expect((await sendTo(url, 'POST', '/metrics')).status).toBe(404);
    server.close();
    server.closeAllConnections();
    const gateway = await startGateway();
    for (const path of ['/metrics', '/metrics/', '/api/metrics']) {
      expect((await gateway.send('GET', path)).status).toBe(404);
    }
    await gateway.close();
  });

  it('count requests under the prefix of their route, whatever the path', async () => {
    const gateway = await startGateway();
    for (const id of ['1', '2', '3']) await gateway.send('GET', `/api/orders/${id}?secret=${id}`);
    await gateway.send('GET', '/api/nowhere/4');
    await eventually(async () => {
      const metrics = await gateway.metrics();
      expect(metrics).toMatch(/_count{.*method="GET",route="\/api\/orders",status="200"} 3/);
      expect(metrics).toMatch(/_count{.*method="GET",route="none",status="404"} 1/);
      expect(metrics).not.toMatch(/orders\/1|secret|nowhere/);
    });
    await gateway.close();
  });
});
