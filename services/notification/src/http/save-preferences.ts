import { ok } from '@sidecart/platform';
import { savePreferences } from '../use-cases/save-preferences';
import { PreferencesBody, PreferencesView } from './preferences.schema';
import { presentPreferences } from './present-preferences';
import { route } from './route';

export const savePreferencesRoute = route({
  method: 'put',
  path: '/notifications/preferences',
  operationId: 'saveNotificationPreferences',
  summary: 'Decide what is sent to you, and how. What you are owed in writing always comes by mail.',
  tag: 'Notifications',
  access: 'customer',
  body: PreferencesBody,
  responses: { 200: PreferencesView },
  problems: [422],
  async handler({ body, principal, deps }) {
    const decisions = body.items.map(({ enabled, ...rest }) => ({ ...rest, isEnabled: enabled }));
    await savePreferences(deps, principal.id, decisions);
    return ok(presentPreferences(decisions));
  },
});
