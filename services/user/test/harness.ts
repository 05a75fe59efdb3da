import { randomUUID } from 'node:crypto';
import { startTestService, tokenFor, type TestResponse, type TestService } from '@sidecart/testing';
import { createUserApp } from '../src/app';
import { ormConfig } from '../src/db/orm';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

export interface UserService extends TestService {
  /** Writes a profile as the auth service does. */
  saveProfile(userId: string, body: object, caller?: string): Promise<TestResponse>;
  /** Registers somebody and returns them with their token. */
  register(displayName?: string): Promise<Person>;
}

/** Starts the user service on a database of its own. */
export async function startUserService(): Promise<UserService> {
  const service = await startTestService(ormConfig, ({ orm, verifier, log, metrics }) =>
    createUserApp({
      orm,
      now: () => new Date(),
      verifier,
      log,
      metrics,
      readiness: {},
      appToken: undefined,
      checkResponses: true,
    }),
  );
  const saveProfile: UserService['saveProfile'] = (userId, body, caller = 'auth') =>
    service.send('PUT', `/internal/profiles/${userId}`, { body, headers: { 'dapr-caller-app-id': caller } });
  return {
    ...service,
    saveProfile,
    async register(displayName = 'Carla Customer') {
      const id = randomUUID();
      const email = `${id}@customer.example`;
      await saveProfile(id, { email, displayName, attempt: 1 });
      return { id, email, token: tokenFor('customer', id) };
    },
  };
}

export const addressBody = (overrides: object = {}) => ({
  name: 'Carla Customer',
  line1: 'Long Road 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
  ...overrides,
});
