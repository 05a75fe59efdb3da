import type { OpenApiDocument } from '@sidecart/platform';
import { mergeOpenApi } from './openapi';

const document = (
  paths: Record<string, Record<string, object>>,
  tags: string[] = [],
  components: object = {},
): OpenApiDocument => ({
  openapi: '3.1.0',
  info: { title: 'A service', version: '1.0.0', description: '' },
  tags: tags.map((name) => ({ name })),
  paths,
  components,
});

const problem = { schemas: { Problem: { type: 'object' } } };

describe('mergeOpenApi', () => {
  it('has the operations of all services and the gateway’s own', () => {
    const merged = mergeOpenApi([
      document({ '/api/products': { get: { operationId: 'findProducts' } } }, ['products'], problem),
      document({ '/api/orders': { post: { operationId: 'placeOrder' } } }, ['orders'], problem),
    ]);
    expect(merged.openapi).toBe('3.1.0');
    expect(merged.info.title).toBe('Sidecart');
    expect(Object.keys(merged.paths)).toEqual([
      '/api/products',
      '/api/orders',
      '/health/live',
      '/health/ready',
      '/openapi.json',
    ]);
    expect(merged.tags.map(({ name }) => name)).toEqual(['products', 'orders', 'gateway']);
    expect(merged.components).toEqual(problem);
  });

  it('does not change what it is given', () => {
    const given = document(
      { '/api/products': { get: { operationId: 'findProducts' } } },
      ['products'],
      problem,
    );
    const before = structuredClone(given);
    mergeOpenApi([given]);
    expect(given).toEqual(before);
  });

  it('names a tag of two documents once', () => {
    const merged = mergeOpenApi([document({}, ['shared']), document({}, ['shared'])]);
    expect(merged.tags.filter(({ name }) => name === 'shared')).toHaveLength(1);
  });

  it.each([
    ['/api/products', '/api/products'],
    ['/api/products/{id}', '/api/products/{idOrSlug}'],
  ])('refuses the same path twice: %s and %s', (one, other) => {
    const merge = () =>
      mergeOpenApi([
        document({ [one]: { get: { operationId: 'a' } } }),
        document({ [other]: { put: { operationId: 'b' } } }),
      ]);
    expect(merge).toThrow(/path .* is there twice/);
  });

  it('refuses the same operationId twice', () => {
    const merge = () =>
      mergeOpenApi([
        document({ '/api/products': { get: { operationId: 'find' } } }),
        document({ '/api/orders': { get: { operationId: 'find' } } }),
      ]);
    expect(merge).toThrow('The operationId find is there twice');
  });

  it('refuses two meanings of one component', () => {
    const merge = () =>
      mergeOpenApi([
        document({}, [], { schemas: { Money: { type: 'integer' } } }),
        document({}, [], { schemas: { Money: { type: 'object' } } }),
      ]);
    expect(merge).toThrow('schemas/Money means different things');
  });

  it.each(['/api/internal/x', '/internal/x', '/products'])('refuses %s, which nobody could call', (path) => {
    expect(() => mergeOpenApi([document({ [path]: { get: { operationId: 'x' } } })])).toThrow(
      'not in the routing table',
    );
  });
});
