import { notFound, ok, versionTag } from '@sidecart/platform';
import { DEFAULT_PREFERENCES, Preferences } from '../domain/preferences';
import { Profile } from '../domain/profile';
import { PreferencesView } from './preferences.schema';
import { presentPreferences } from './present-preferences';
import { route } from './route';

export const getMyPreferencesRoute = route({
  method: 'get',
  path: '/users/me/preferences',
  operationId: 'getMyPreferences',
  summary: 'Read your preferences.',
  tag: 'Preferences',
  access: 'customer',
  responses: { 200: PreferencesView },
  problems: [404],
  async handler({ principal, deps }) {
    const preferences = await deps.em.findOne(Preferences, { user: principal.id });
    if (preferences) return ok(presentPreferences(preferences), { etag: versionTag(preferences.version) });
    if ((await deps.em.count(Profile, { id: principal.id })) === 0) throw notFound('profile');
    return ok(DEFAULT_PREFERENCES, { etag: versionTag(0) });
  },
});
