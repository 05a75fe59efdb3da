import { StrictObject, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { ok } from '../src';
import { route, type Sample } from './sample-app';

export const THING_ID = '0190d4a0-0000-7000-8000-000000000000';

const Thing = StrictObject({
  name: Type.String({ minLength: 1, maxLength: 20 }),
  size: Type.Optional(Type.Integer({ minimum: 1 })),
  tags: Type.Optional(Type.Array(StrictObject({ label: Type.String() }), { maxItems: 3 })),
  anything: Type.Optional(Type.Unknown()),
});

/** A route with a bit of everything; `receive` is told what arrives. */
export const putThing = (receive: (input: object) => void) =>
  route({
    method: 'put',
    path: '/things/{id}',
    operationId: 'putThing',
    summary: 'Puts a thing.',
    tag: 'Things',
    access: 'public',
    params: Type.Object({ id: Uuid }),
    query: StrictObject({
      limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
      sort: Type.Optional(Type.String({ maxLength: 10 })),
    }),
    body: Thing,
    bodyLimitBytes: 100_000,
    ifMatch: 'optional',
    responses: { 200: Type.Object({}) },
    handler: ({ params, query, body, ifMatch }) => {
      receive({ params, query, body, ifMatch });
      return Promise.resolve(ok({}));
    },
  });

export type PutThing = (
  body: object | string,
  path?: string,
  headers?: Record<string, string>,
) => ReturnType<Sample['send']>;

/** Sends a body to `putThing`. */
export const putThingTo =
  (sample: () => Sample): PutThing =>
  (body, path = `/things/${THING_ID}`, headers = {}) =>
    sample().send('PUT', path, { body, headers });
