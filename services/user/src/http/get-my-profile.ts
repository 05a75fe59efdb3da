import { notFound, ok, versionTag } from '@sidecart/platform';
import { Profile } from '../domain/profile';
import { PROFILE_FIELDS, presentProfile } from './present-profile';
import { ProfileView } from './profile.schema';
import { route } from './route';

export const getMyProfileRoute = route({
  method: 'get',
  path: '/users/me',
  operationId: 'getMyProfile',
  summary: 'Read your profile.',
  tag: 'Profile',
  access: 'customer',
  responses: { 200: ProfileView },
  problems: [404],
  async handler({ principal, deps }) {
    const profile = await deps.em.findOne(Profile, { id: principal.id }, { fields: PROFILE_FIELDS });
    if (!profile) throw notFound('profile');
    return ok(presentProfile(profile), { etag: versionTag(profile.version) });
  },
});
