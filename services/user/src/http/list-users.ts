import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { findProfiles } from './find-profiles';
import { isIdCursor } from './id-cursor';
import { ProfilePage } from './profile.schema';
import { route } from './route';

export const listUsersRoute = route({
  method: 'get',
  path: '/users',
  operationId: 'listUsers',
  summary: 'List everybody who has registered, the newest first.',
  tag: 'Users',
  access: 'admin',
  query: StrictObject({
    ...PageQuery,
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Words that all occur in the name or the e-mail address, or are a part of it.',
      }),
    ),
  }),
  responses: { 200: ProfilePage },
  async handler({ query, deps }) {
    const after = decodeCursor(query.cursor, isIdCursor)?.[0];
    const rows = await findProfiles(deps.em, { search: query.search, after, limit: query.limit + 1 });
    return pageReply(
      toPage(rows, query.limit, (row) => [row.id]),
      '/users',
      query,
    );
  },
});
