import { isSecretName, redact, redactText } from './redact';

describe('what a member is called', () => {
  it.each([
    'password',
    'newPassword',
    'PASSWORD_HASH',
    'accessToken',
    'refresh_token',
    'dapr-api-token',
    'authorization',
    'set-cookie',
    'clientSecret',
    'cardNumber',
    'card',
    'cvv',
    'apiKey',
    'x-api-key',
    'signingKey',
    'privateKeyPem',
    'DAPR_API_TOKEN',
  ])('%s speaks of a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'tokenType',
    'passwordChangedAt',
    'cardBrand',
    'tokenCount',
    'discarded',
    'cardinality',
    'idempotencyKey',
    'key',
    'company',
    'secretariat',
    'errors',
    'status',
  ])('%s does not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('a text', () => {
  it.each([
    ['postgres://order:hunter2@db:5432/order', 'postgres://order:[redacted]@db:5432/order'],
    ['got Authorization: Bearer abc.def-123', 'got Authorization: Bearer [redacted]'],
    ['token eyJhbGciOi.eyJzdWIi.c2ln was refused', 'token [redacted] was refused'],
    ['http://localhost:3000/docs is up', 'http://localhost:3000/docs is up'],
  ])('%s is written as %s', (text, written) => {
    expect(redactText(text)).toBe(written);
  });

  it('of any length is read in linear time', () => {
    const startedAt = performance.now();
    for (const unit of ['a', '://', 'eyJ.', 'bearer ', 'a://b:'])
      redactText(unit.repeat(100_000 / unit.length));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('a value for the log', () => {
  it('loses its secrets at any depth, in arrays, maps and causes of errors', () => {
    const deep = { a: [{ b: { password: 'hunter2' } }], m: new Map([['token', 'hunter2']]) };
    const error = new Error('outer', { cause: Object.assign(new Error('at x://u:hunter2@h'), deep) });
    const written = JSON.stringify(redact({ deep, error, list: [{ card: { number: 4242 } }] }));
    expect(written).not.toMatch(/hunter2|4242/);
    expect(written).toContain('"cause":{"name":"Error"');
  });

  it('loses what is nested too deeply to be looked at', () => {
    let value: object = { password: 'hunter2' };
    for (let depth = 0; depth < 50; depth += 1) value = { value };
    expect(JSON.stringify(redact(value))).not.toContain('hunter2');
  });

  it('keeps whether a secret is set, and what only tells of it', () => {
    expect(redact({ password: true, token: null, tokenType: 'Bearer' })).toEqual({
      password: true,
      token: null,
      tokenType: 'Bearer',
    });
  });

  it('keeps dates, addresses and what is common to two members', () => {
    const shared = { id: 1 };
    expect(redact({ at: new Date(0), url: new URL('http://a/b'), first: shared, second: shared })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      url: 'http://a/b',
      first: shared,
      second: shared,
    });
  });

  it('never throws, and is of bounded size', () => {
    const circular: Record<string, unknown> = { big: 1n, bytes: Buffer.alloc(5), invalid: new Date(NaN) };
    circular['self'] = circular;
    circular['getter'] = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    const wide: unknown[] = [];
    for (let index = 0; index < 100; index += 1) wide.push(wide.slice());
    const written = JSON.stringify(redact({ circular, wide }));
    expect(written).toContain('"self":"[circular]"');
    expect(written.length).toBeLessThan(100_000);
  });
});
