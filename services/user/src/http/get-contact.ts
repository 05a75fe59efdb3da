import { notFound, ok } from '@sidecart/platform';
import { DEFAULT_PREFERENCES, Preferences } from '../domain/preferences';
import { Profile } from '../domain/profile';
import { ContactView, UserPath } from './profile.schema';
import { route } from './route';

export const getContactRoute = route({
  method: 'get',
  path: '/internal/contacts/{userId}',
  operationId: 'getContact',
  summary: 'Read where and how to write to somebody.',
  tag: 'Internal',
  access: { services: ['notification'] },
  params: UserPath,
  responses: { 200: ContactView },
  problems: [404],
  async handler({ params, deps }) {
    const profile = await deps.em.findOne(
      Profile,
      { id: params.userId },
      { fields: ['id', 'email', 'displayName', 'locale', 'phoneNumber'] },
    );
    if (!profile) throw notFound('user');
    const { id: userId, email, displayName, locale, phoneNumber } = profile;
    const preferences = await deps.em.findOne(Preferences, { user: userId }, { fields: ['timeZone'] });
    return ok({
      ...{ userId, email, displayName, locale },
      timeZone: preferences?.timeZone ?? DEFAULT_PREFERENCES.timeZone,
      ...(phoneNumber === null ? {} : { phoneNumber }),
    });
  },
});
