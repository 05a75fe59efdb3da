import type { Ref } from '@mikro-orm/core';
import type { Credential } from './credential';

/** How long after the request the password can be reset. */
export const RESET_TTL_MS = 30 * 60_000;

/**
 * A request to reset a password. First it holds the address that somebody typed; once resolved, the account it belongs
 * to. The token is made when the mail is delivered, and only its hash is kept.
 */
export class PasswordReset {
  id!: string;
  /** What was typed, normalised; null once resolved. */
  email!: string | null;
  /** Null until resolved. */
  user!: Ref<Credential> | null;
  requestedAt!: Date;
  expiresAt!: Date;
  /** SHA-256 of the token, base64url; null until one was made. */
  tokenHash!: string | null;
  /** When it was used, or lost its use because the password changed otherwise. */
  closedAt!: Date | null;

  static request(id: string, email: string, now: Date): PasswordReset {
    return Object.assign(new PasswordReset(), {
      id,
      email,
      user: null,
      requestedAt: now,
      expiresAt: new Date(now.getTime() + RESET_TTL_MS),
      tokenHash: null,
      closedAt: null,
    });
  }
}
