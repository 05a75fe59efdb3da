import { Type } from '@sinclair/typebox';
import { DomainError, notFound } from '../errors';
import { compileProblemCheck, compileResponseCheck } from './check-response';
import { noContent, ok } from './reply';
import { routeFor, type Access } from './route';

const check = compileResponseCheck(
  routeFor<object>()({
    method: 'get',
    path: '/x',
    operationId: 'getX',
    summary: 'Gets it.',
    tag: 'X',
    access: 'public',
    responses: {
      200: Type.Object({ at: Type.String({ format: 'date-time' }) }, { additionalProperties: false }),
      203: 'image/png',
      204: null,
    },
    handler: () => Promise.resolve(noContent()),
  }),
);

describe('the check of an answer', () => {
  it.each([
    ok({ at: new Date() }),
    { status: 200, body: Buffer.from('{"at":"2026-01-02T03:04:05Z"}') },
    { status: 203, body: Buffer.from([1, 2, 3]) },
    noContent(),
  ])('lets pass what the route declares: %j', (reply) => {
    expect(() => check(reply)).not.toThrow();
  });

  it.each([
    [{ status: 201, body: {} }, 'answered 201, which it does not declare'],
    [ok({ at: 'yesterday' }), 'a wrong body: /at must match format "date-time"'],
    [ok({ at: new Date(), more: 1 }), 'a wrong body: /more is not a known field'],
    [{ status: 200 }, 'a wrong body: there is none'],
    [{ status: 203 }, 'a wrong body: there is none'],
    [{ status: 204, body: {} }, 'a wrong body: there is to be none'],
  ])('names what is wrong with %j', (reply, message) => {
    expect(() => check(reply)).toThrow(message);
  });
});

describe('the check of a problem', () => {
  const problemCheck = (access: Access) =>
    compileProblemCheck(
      routeFor<object>()({
        method: 'get',
        path: '/x',
        operationId: 'getX',
        summary: 'Gets it.',
        tag: 'X',
        access,
        responses: { 204: null },
        problems: [404],
        handler: () => Promise.resolve(noContent()),
      }),
    );
  const conflict = new DomainError('conflict', 'taken', 'It is taken.');

  it.each([notFound('x'), new DomainError('malformed', 'x', 'x'), new Error('a fault of ours')])(
    'lets pass what the route declares, what follows from it, and what is no problem: %s',
    (error) => {
      expect(() => problemCheck('customer')(error)).not.toThrow();
    },
  );

  it('names a status that the document does not mention', () => {
    expect(() => problemCheck('customer')(conflict)).toThrow(
      'getX answered 409 (taken), which it does not declare',
    );
  });

  it('does not concern what only services call', () => {
    expect(() => problemCheck({ services: ['order'] })(conflict)).not.toThrow();
  });
});
