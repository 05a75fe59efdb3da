import { notFound, ok, versionTag } from '@sidecart/platform';
import { Profile } from '../domain/profile';
import { PROFILE_FIELDS, presentProfile } from './present-profile';
import { ProfileView, UserPath } from './profile.schema';
import { route } from './route';

export const getUserRoute = route({
  method: 'get',
  path: '/users/{userId}',
  operationId: 'getUser',
  summary: 'Read the profile of anybody.',
  tag: 'Users',
  access: 'admin',
  params: UserPath,
  responses: { 200: ProfileView },
  problems: [404],
  async handler({ params, deps }) {
    const profile = await deps.em.findOne(Profile, { id: params.userId }, { fields: PROFILE_FIELDS });
    if (!profile) throw notFound('user');
    return ok(presentProfile(profile), { etag: versionTag(profile.version) });
  },
});
