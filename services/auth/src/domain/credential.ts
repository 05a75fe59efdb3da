import type { Role } from '@sidecart/platform';

/** A pending credential waits for its profile; nobody can sign in with it. */
export const CREDENTIAL_STATUSES = ['pending', 'active'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATUSES)[number];

/** What a person signs in with. Its id is the user id everywhere. */
export class Credential {
  id!: string;
  /** Normalised, and the address of one credential only. */
  email!: string;
  passwordHash!: string;
  role!: Role;
  status!: CredentialStatus;
  /** Counts the attempts at registering this address: only the last one can activate it. */
  attempt!: number;
  createdAt!: Date;
  updatedAt!: Date;
}
