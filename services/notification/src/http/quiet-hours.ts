import { noContent, notFound, ok } from '@sidecart/platform';
import { QuietHours, requireQuietTime, type QuietTime } from '../domain/quiet-hours';
import { QuietHoursBody, QuietHoursView } from './preferences.schema';
import { route } from './route';

const PATH = '/notifications/quiet-hours';

const present = ({ from, to, timeZone }: QuietTime) => ({ from, to, timeZone });

export const getQuietHoursRoute = route({
  method: 'get',
  path: PATH,
  operationId: 'getQuietHours',
  summary: 'Read when you want to be left alone.',
  tag: 'Notifications',
  access: 'customer',
  responses: { 200: QuietHoursView },
  problems: [404],
  async handler({ principal, deps }) {
    const quiet = await deps.em.findOne(QuietHours, { userId: principal.id });
    if (!quiet) throw notFound('quiet time');
    return ok(present(quiet));
  },
});

export const setQuietHoursRoute = route({
  method: 'put',
  path: PATH,
  operationId: 'setQuietHours',
  summary: 'Say when you want to be left alone: what can wait is sent at their end.',
  tag: 'Notifications',
  access: 'customer',
  body: QuietHoursBody,
  responses: { 200: QuietHoursView },
  problems: [422],
  async handler({ body, principal, deps }) {
    requireQuietTime(body);
    await deps.em.upsert(QuietHours, { userId: principal.id, ...body, updatedAt: deps.now() });
    return ok(present(body));
  },
});

export const removeQuietHoursRoute = route({
  method: 'delete',
  path: PATH,
  operationId: 'removeQuietHours',
  summary: 'Have no quiet hours any more. What was put off is still sent at their end.',
  tag: 'Notifications',
  access: 'customer',
  responses: { 204: null },
  async handler({ principal, deps }) {
    await deps.em.nativeDelete(QuietHours, { userId: principal.id });
    return noContent();
  },
});
