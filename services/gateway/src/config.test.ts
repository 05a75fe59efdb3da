import { loadConfig } from '@sidecart/platform';
import { GatewayConfig, listOf } from './config';

const BASE = { PORT: '3000', DAPR_HTTP_PORT: '3500' };

describe('the configuration', () => {
  it('is complete with the ports of the gateway and its sidecar, and closed by default', () => {
    expect(loadConfig(GatewayConfig, BASE)).toMatchObject({
      HOST: '127.0.0.1',
      METRICS_HOST: '127.0.0.1',
      METRICS_PORT: 9_200,
      CORS_ORIGINS: '',
      TRUSTED_PROXY_HOPS: 0,
      BODY_LIMIT_BYTES: 1_048_576,
    });
  });

  it('reports every fault at once', () => {
    const load = () =>
      loadConfig(GatewayConfig, {
        ...BASE,
        RATE_LIMIT_USER: '0',
        TRUSTED_PROXY_HOPS: 'all',
        REDIS_URL: 'localhost',
      });
    for (const name of ['RATE_LIMIT_USER', 'TRUSTED_PROXY_HOPS', 'REDIS_URL']) expect(load).toThrow(name);
  });
});

describe('listOf', () => {
  it('takes a comma-separated list apart', () => {
    expect([...listOf(' https://Shop.Example , ,http://localhost:5173')]).toEqual([
      'https://shop.example',
      'http://localhost:5173',
    ]);
    expect(listOf('').size).toBe(0);
  });
});
