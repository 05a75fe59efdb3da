import { ok } from '@sidecart/platform';
import { Preference } from '../domain/preference';
import { PreferencesView } from './preferences.schema';
import { presentPreferences } from './present-preferences';
import { route } from './route';

export const getPreferencesRoute = route({
  method: 'get',
  path: '/notifications/preferences',
  operationId: 'getNotificationPreferences',
  summary: 'Read what is sent to you.',
  tag: 'Notifications',
  access: 'customer',
  responses: { 200: PreferencesView },
  async handler({ principal, deps }) {
    return ok(presentPreferences(await deps.em.find(Preference, { userId: principal.id })));
  },
});
