import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Notification } from '../domain/notification';
import { NotificationPage } from './notification.schema';
import { presentNotification } from './present-notification';
import { route } from './route';

export const listNotificationsRoute = route({
  method: 'get',
  path: '/notifications',
  operationId: 'listNotifications',
  summary: 'List what you were told, newest first.',
  tag: 'Notifications',
  access: 'customer',
  query: StrictObject(PageQuery),
  responses: { 200: NotificationPage },
  async handler({ query, principal, deps }) {
    const after = decodeCursor(query.cursor, isIdPosition);
    const rows = await deps.em.find(
      Notification,
      { userId: principal.id, ...(after ? { id: { $lt: after[0] } } : {}) },
      {
        fields: ['kind', 'channel', 'status', 'templateVersion', 'variables', 'createdAt', 'sentAt'],
        orderBy: { id: 'desc' },
        limit: query.limit + 1,
      },
    );
    const page = toPage(rows, query.limit, (row) => [row.id]);
    const items = await Promise.all(page.items.map((row) => presentNotification(row, deps.templates)));
    return pageReply({ ...page, items }, '/notifications', query);
  },
});
