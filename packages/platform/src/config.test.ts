import { Type } from '@sinclair/typebox';
import { ConfigError, loadConfig } from './config';
import { missingTokens, serviceVariables } from './service-config';

const Config = Type.Object({
  ...serviceVariables,
  SIZE: Type.Integer({ minimum: 1 }),
  MODE: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
});

const valid = { PORT: '3000', DAPR_HTTP_PORT: '3500', SIZE: '2', NODE_ENV: 'test' };

const faultsOf = (source: Record<string, string | undefined>) => {
  try {
    loadConfig(Config, source, missingTokens);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the configuration', () => {
  it('is converted to its types, with its defaults, and cannot be changed', () => {
    const config = loadConfig(Config, { ...valid, HOME: '/home' });
    expect(config).toEqual({
      PORT: 3000,
      DAPR_HTTP_PORT: 3500,
      SIZE: 2,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({
      PORT: 'abc',
      SIZE: '0',
      LOG_LEVEL: 'loud',
      NODE_ENV: 'production',
      MODE: 'c',
    }).join('\n');
    for (const name of [
      'PORT',
      'SIZE',
      'LOG_LEVEL',
      'MODE',
      'DAPR_HTTP_PORT',
      'DAPR_API_TOKEN',
      'APP_API_TOKEN',
    ]) {
      expect(faults).toContain(`/${name}: `);
    }
  });

  it('names however many faults there are', () => {
    const Many = Type.Object(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`V${index}`, Type.String()])),
    );
    expect(() => loadConfig(Many, {})).toThrow('/V29: is required');
  });

  it('never quotes a value, which may be a secret', () => {
    const secret = 'hunter2';
    const source = {
      PORT: secret,
      DAPR_HTTP_PORT: secret,
      SIZE: secret,
      LOG_LEVEL: secret,
      NODE_ENV: secret,
      MODE: secret,
      APP_API_TOKEN: secret,
    };
    expect(faultsOf(source).length).toBeGreaterThan(6);
    expect(faultsOf(source).join('\n')).not.toContain(secret);
  });

  it('takes an empty variable for an absent one', () => {
    expect(faultsOf({ ...valid, SIZE: '' })).toEqual(['/SIZE: is required']);
    expect(loadConfig(Config, { ...valid, LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  it('needs both tokens in production only, which is also what it takes for granted', () => {
    const { NODE_ENV: _, ...withoutMode } = valid;
    const missing = [
      '/DAPR_API_TOKEN: is required in production',
      '/APP_API_TOKEN: is required in production',
    ];
    expect(faultsOf(withoutMode)).toEqual(missing);
    expect(faultsOf({ ...valid, NODE_ENV: 'development' })).toEqual([]);
    expect(
      faultsOf({ ...withoutMode, DAPR_API_TOKEN: 'x'.repeat(16), APP_API_TOKEN: 'x'.repeat(16) }),
    ).toEqual([]);
  });
});
