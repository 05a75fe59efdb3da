import { unavailable, type ServiceClient } from '@sidecart/platform';
import type { Contact, Contacts } from '../use-cases/ports';

/** The user service over Dapr invocation. */
export const createContacts = (user: ServiceClient): Contacts => ({
  async find(userId) {
    const { status, body } = await user.call({ method: 'GET', path: `/internal/contacts/${userId}` });
    if (status === 200) return body as Contact;
    if (status === 404) return undefined;
    throw Object.assign(unavailable('user service'), { cause: { status } });
  },
});
