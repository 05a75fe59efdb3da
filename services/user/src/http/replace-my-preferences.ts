import { ok, versionTag } from '@sidecart/platform';
import { replacePreferences } from '../use-cases/replace-preferences';
import { PreferencesBody, PreferencesView } from './preferences.schema';
import { presentPreferences } from './present-preferences';
import { route } from './route';

export const replaceMyPreferencesRoute = route({
  method: 'put',
  path: '/users/me/preferences',
  operationId: 'replaceMyPreferences',
  summary: 'Say how you want the shop to be.',
  tag: 'Preferences',
  access: 'customer',
  ifMatch: 'optional',
  body: PreferencesBody,
  responses: { 200: PreferencesView },
  problems: [404],
  async handler({ body, principal, ifMatch, deps }) {
    const preferences = await replacePreferences(deps, principal.id, body, ifMatch);
    return ok(presentPreferences(preferences), { etag: versionTag(preferences.version) });
  },
});
