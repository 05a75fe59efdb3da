import { Currency, Money, StrictObject, StringEnum, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { Type, type TSchema } from '@sinclair/typebox';
import { DomainError } from '../errors';
import { exampleOf, singular } from './openapi-examples';
import { describeProblems, problemStatuses } from './openapi-problems';
import { noContent } from './reply';
import { routeFor } from './route';

const of = (schema: TSchema, name = '') => exampleOf(schema, name, 'order');

describe('the example of a schema', () => {
  it('is what the schema itself gives, before anything else', () => {
    expect(of(Type.String({ examples: ['one', 'two'] }), 'email')).toBe('one');
    expect(of(Type.Literal('Bearer'))).toBe('Bearer');
    expect(of(StringEnum(['b', 'a']))).toBe('b');
    expect(of(Type.Integer({ default: 7 }))).toBe(7);
  });

  it('is a typical value of the name, if that fits', () => {
    expect(of(TextLine(100, ''), 'city')).toBe('Berlin');
    expect(of(Currency, 'currency')).toBe('EUR');
    expect(of(Type.String({ maxLength: 3 }), 'city')).toBe('Cit');
    expect(of(StringEnum(['draft', 'active']), 'status')).toBe('active');
  });

  it('keeps to formats, bounds and patterns', () => {
    expect(of(Type.String({ format: 'email' }))).toMatch(/@/);
    expect(of(Type.String({ format: 'uri' }))).toMatch(/^https:/);
    expect(of(Type.String({ format: 'date' }))).toBe('2026-01-15');
    expect(of(Timestamp, 'expiresAt')).toBe('2026-01-16T09:30:00.000Z');
    expect(of(Type.String({ minLength: 30 }))).toHaveLength(32);
    expect(of(Type.String({ pattern: '^[A-Z]{2}$' }))).toBe('DE');
    expect(of(Type.Integer({ minimum: 5, maximum: 9 }))).toBe(5);
    expect(of(Type.Number({ exclusiveMinimum: 2 }))).toBe(3);
    expect(of(Type.Integer({ minimum: 1 }), 'shippingPriceMinor')).toBe(4_990);
  });

  it('has every member of an object and one of a list', () => {
    expect(of(Type.Object({ price: Type.Optional(Money), tags: Type.Array(Type.Boolean()) }))).toEqual({
      price: { amountMinor: 9_980, currency: 'EUR' },
      tags: [true],
    });
  });

  it('is the value of an optional thing rather than null', () => {
    expect(of(Type.Union([Type.Null(), Type.String({ format: 'email' })]))).toMatch(/@/);
    expect(of(Type.Union([Type.Null()]))).toBeNull();
  });

  it('calls the same thing by the same id throughout the document', () => {
    const View = Type.Object({
      id: Uuid,
      lines: Type.Array(Type.Object({ id: Uuid })),
      customer: Type.Object({ id: Uuid }),
    });
    const view = of(View) as { id: string; lines: { id: string }[]; customer: { id: string } };
    expect(view.id).toBe(of(Uuid, 'orderId'));
    expect(view.lines[0]?.id).toBe(of(Uuid, 'lineId'));
    expect(view.customer.id).toBe(of(Uuid, 'customerId'));
    expect(of(Type.Object({ items: Type.Array(View) }))).toEqual({ items: [view] });
  });

  it('ends, however deep lists of one kind are nested', () => {
    const leaf = Type.Array(Type.Object({ id: Uuid, nodes: Type.Array(Type.Object({ id: Uuid })) }));
    expect(of(Type.Object({ nodes: leaf }))).toMatchObject({ nodes: [{ nodes: [] }] });
  });

  it('is absent where nothing fits, so that the schema has to give one', () => {
    expect(of(Type.String({ pattern: '^[0-9]{7}-x$' }))).toBeUndefined();
  });

  it.each([
    ['orders', 'order'],
    ['categories', 'category'],
    ['addresses', 'address'],
    ['boxes', 'box'],
    ['address', 'address'],
    ['cart', 'cart'],
  ])('knows that one of the %s is a %s', (many, one) => {
    expect(singular(many)).toBe(one);
  });
});

describe('the problems of an operation', () => {
  const route = routeFor<object>()({
    method: 'post',
    path: '/things/{thingId}/cancel',
    operationId: 'cancelThing',
    summary: 'Cancels it.',
    tag: 'Things',
    access: 'customer',
    params: Type.Object({ thingId: Uuid }),
    body: StrictObject({ why: TextLine(10, 'Why.') }),
    responses: { 204: null },
    problems: [404, 409],
    examples: { problems: [new DomainError('conflict', 'thing-shipped', 'It was shipped.')] },
    handler: () => Promise.resolve(noContent()),
  });
  type Shown = Record<string, { content: { 'application/problem+json': { example: object } } }>;
  const problems = describeProblems(route) as Shown;
  const shown = (status: number) => problems[status]?.content['application/problem+json'].example;

  it('follow from how it is declared, and from what it says itself', () => {
    expect(problemStatuses(route)).toEqual([400, 401, 404, 409, 413, 415, 429, 503]);
    expect(Object.keys(problems).map(Number)).toEqual(problemStatuses(route));
  });

  it('name what is missing, and show what a client can really get', () => {
    expect(shown(400)).toMatchObject({
      code: 'invalid-request',
      errors: [{ in: 'body', pointer: '#/why', detail: 'is required' }],
    });
    expect(shown(404)).toMatchObject({ status: 404, detail: 'There is no such thing.' });
    expect(shown(409)).toMatchObject({
      type: '/problems/thing-shipped',
      title: 'Thing shipped',
      detail: 'It was shipped.',
    });
  });
});
