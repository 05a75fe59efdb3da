import { ok, versionTag } from '@sidecart/platform';
import { changeProfile } from '../use-cases/change-profile';
import { presentProfile } from './present-profile';
import { ChangeProfileBody, ProfileView } from './profile.schema';
import { route } from './route';

export const changeMyProfileRoute = route({
  method: 'patch',
  path: '/users/me',
  operationId: 'changeMyProfile',
  summary: 'Change your profile. What is not sent stays as it is.',
  tag: 'Profile',
  access: 'customer',
  ifMatch: 'optional',
  body: ChangeProfileBody,
  responses: { 200: ProfileView },
  problems: [404],
  async handler({ body, principal, ifMatch, deps }) {
    const profile = await changeProfile(deps, principal.id, body, ifMatch);
    return ok(presentProfile(profile), { etag: versionTag(profile.version) });
  },
});
