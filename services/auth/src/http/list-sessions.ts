import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { validate } from 'uuid';
import { Session } from '../domain/session';
import { SessionPage, type SessionView } from './auth.schema';
import { route } from './route';

const FIELDS = ['id', 'device', 'address', 'createdAt', 'lastUsedAt'] as const;

const isIdCursor = (key: readonly unknown[]): key is readonly [string] =>
  key.length === 1 && typeof key[0] === 'string' && validate(key[0]);

const present = (session: Pick<Session, (typeof FIELDS)[number]>, currentId: string): SessionView => ({
  id: session.id,
  device: session.device,
  ...(session.address === null ? {} : { address: session.address }),
  createdAt: session.createdAt.toISOString(),
  lastUsedAt: session.lastUsedAt.toISOString(),
  current: session.id === currentId,
});

export const listSessionsRoute = route({
  method: 'get',
  path: '/auth/sessions',
  operationId: 'listSessions',
  summary: 'List where you are signed in, the newest sign-in first.',
  tag: 'Sessions',
  access: 'customer',
  query: StrictObject(PageQuery),
  responses: { 200: SessionPage },
  async handler({ query, principal, deps }) {
    const before = decodeCursor(query.cursor, isIdCursor)?.[0];
    const sessions = await deps.em.find(
      Session,
      {
        user: principal.id,
        revokedAt: null,
        expiresAt: { $gt: deps.now() },
        ...(before === undefined ? {} : { id: { $lt: before } }),
      },
      { fields: FIELDS, orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    const views = sessions.map((session) => present(session, principal.sessionId));
    return pageReply(
      toPage(views, query.limit, ({ id }) => [id]),
      '/auth/sessions',
      query,
    );
  },
});
