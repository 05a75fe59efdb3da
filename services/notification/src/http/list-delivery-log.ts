import { StrictObject, StringEnum } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { DeliveryLogEntry, OUTCOMES } from '../domain/delivery-log-entry';
import { DeliveryLogPage } from './notification.schema';
import { route } from './route';

export const listDeliveryLogRoute = route({
  method: 'get',
  path: '/notifications/logs',
  operationId: 'listNotificationLogs',
  summary: 'List attempts to deliver notifications, newest first, and what was put off or cancelled instead.',
  tag: 'Queue',
  access: 'staff',
  query: StrictObject({
    ...PageQuery,
    notificationId: Type.Optional(Type.String({ format: 'uuid', description: 'Only what became of that.' })),
    userId: Type.Optional(Type.String({ format: 'uuid', description: 'Only what was for that person.' })),
    status: Type.Optional(StringEnum(OUTCOMES, { description: 'Only attempts that ended so.' })),
  }),
  responses: { 200: DeliveryLogPage },
  async handler({ query, deps }) {
    const { notificationId, userId, status, cursor, limit } = query;
    const after = decodeCursor(cursor, isIdPosition);
    const rows = await deps.em.find(
      DeliveryLogEntry,
      {
        ...(notificationId === undefined ? {} : { notification: notificationId }),
        ...(userId === undefined ? {} : { userId }),
        ...(status === undefined ? {} : { outcome: status }),
        ...(after ? { id: { $lt: after[0] } } : {}),
      },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    const page = toPage(rows, limit, (row) => [row.id]);
    const items = page.items.map((entry) => ({
      id: entry.id,
      notificationId: entry.notification.id,
      userId: entry.userId,
      kind: entry.kind,
      channel: entry.channel,
      attempt: entry.attempt,
      status: entry.outcome,
      code: entry.code,
      at: entry.at.toISOString(),
    }));
    return pageReply({ ...page, items }, '/notifications/logs', query);
  },
});
