import { noContent } from '@sidecart/platform';
import { saveRegisteredProfile } from '../use-cases/save-registered-profile';
import { RegisteredProfileBody, UserPath } from './profile.schema';
import { route } from './route';

export const saveRegisteredProfileRoute = route({
  method: 'put',
  path: '/internal/profiles/{userId}',
  operationId: 'saveRegisteredProfile',
  summary: 'Write the profile of somebody who is registering. A repeat changes nothing.',
  tag: 'Internal',
  access: { services: ['auth'] },
  params: UserPath,
  body: RegisteredProfileBody,
  responses: { 204: null },
  async handler({ params, body, deps }) {
    await saveRegisteredProfile(deps, { userId: params.userId, ...body });
    return noContent();
  },
});
