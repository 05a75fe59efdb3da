import type { EntityManager } from '@mikro-orm/postgresql';
import { StrictObject, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { ok } from '../../http/reply';
import { routeFor, type Route } from '../../http/route';
import { readOutbox } from './read-outbox';

/** How many ids one answer lists, and how many events may be asked for at once. */
export const MAX_LISTED = 500;
export const MAX_FETCHED = 100;

const POSITION_FORM = '^\\d{1,19}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

const route = routeFor<{ readonly em: EntityManager }>();

/**
 * Where the services that hear events ask what was published, so that they find what never reached them.
 *
 * @param service the app id of the publisher
 * @param consumers the app ids of those that may ask
 */
export const outboxRoutes = (
  service: string,
  consumers: readonly string[],
): Route<{ readonly em: EntityManager }>[] => [
  listPublished(service, consumers),
  fetchPublished(service, consumers),
];

const listPublished = (service: string, consumers: readonly string[]) =>
  route({
    method: 'get',
    path: '/internal/events',
    operationId: 'listPublishedEvents',
    summary: 'List the ids of events that were published a while ago, in the order of their publication.',
    tag: 'Internal',
    access: { services: consumers },
    query: StrictObject({
      topics: Type.String({ maxLength: 2_000, pattern: '^[a-z0-9.,-]+$' }),
      after: Type.Optional(Type.String({ pattern: POSITION_FORM })),
      maxAgeSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      limit: Type.Integer({ minimum: 1, maximum: MAX_LISTED, default: MAX_LISTED }),
    }),
    responses: {
      200: Type.Object({ ids: Type.Array(Uuid), position: Type.String(), hasMore: Type.Boolean() }),
    },
    handler: async ({ query: { topics, ...rest }, deps }) =>
      ok(await readOutbox(deps.em, service).list({ ...rest, topics: topics.split(',') })),
  });

const fetchPublished = (service: string, consumers: readonly string[]) =>
  route({
    method: 'post',
    path: '/internal/events/fetch',
    operationId: 'fetchPublishedEvents',
    summary: 'Get events that were published, as many as fit into one answer.',
    tag: 'Internal',
    access: { services: consumers },
    body: StrictObject({ ids: Type.Array(Uuid, { minItems: 1, maxItems: MAX_FETCHED }) }),
    responses: { 200: Type.Object({ events: Type.Array(Type.Object({ id: Uuid })) }) },
    handler: async ({ body, deps }) => ok({ events: await readOutbox(deps.em, service).fetch(body.ids) }),
  });
