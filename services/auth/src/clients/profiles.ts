import { unavailable, type ServiceClient } from '@sidecart/platform';
import type { Profiles } from '../use-cases/ports';

/** The profiles of the user service, over service invocation. */
export const createProfiles = (user: ServiceClient): Profiles => ({
  async save({ userId, ...profile }) {
    const result = await user.call({ method: 'PUT', path: `/internal/profiles/${userId}`, body: profile });
    // Nothing the person sent explains a refusal: it was validated here by the same rules.
    if (result.status >= 300) throw Object.assign(unavailable('user service'), { cause: result });
  },
});
