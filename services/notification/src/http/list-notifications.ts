import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Notification } from '../domain/notification';
import { InboxPage } from './notification.schema';
import { preferredLanguage } from './preferred-language';
import { presentInboxItem, SHOWN_FIELDS } from './present-notification';
import { route } from './route';

export const listNotificationsRoute = route({
  method: 'get',
  path: '/notifications',
  operationId: 'listNotifications',
  summary:
    'List what the shop has to tell you, newest first, in the language of Accept-Language if there is one.',
  tag: 'Notifications',
  access: 'customer',
  query: StrictObject({
    ...PageQuery,
    unread: Type.Optional(Type.Boolean({ description: 'Only what is unread, or only what was read.' })),
  }),
  responses: { 200: InboxPage },
  async handler({ query, principal, header, deps }) {
    const after = decodeCursor(query.cursor, isIdPosition);
    const inbox = { userId: principal.id, channel: 'inbox' } as const;
    const rows = await deps.em.find(
      Notification,
      {
        ...inbox,
        ...(query.unread === undefined ? {} : { readAt: query.unread ? null : { $ne: null } }),
        ...(after ? { id: { $lt: after[0] } } : {}),
      },
      { fields: [...SHOWN_FIELDS, 'readAt'], orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    const unread = await deps.em.count(Notification, { ...inbox, readAt: null });
    const page = toPage(rows, query.limit, (row) => [row.id]);
    const reading = { ...deps, locale: preferredLanguage(header('accept-language')) };
    const items = await Promise.all(page.items.map((row) => presentInboxItem(row, reading)));
    const shown = { ...page, items, unread };
    return pageReply(shown, '/notifications', query);
  },
});
