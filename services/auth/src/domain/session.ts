import type { Ref } from '@mikro-orm/core';
import type { Credential } from './credential';

/** How long a session lives without being refreshed. */
export const SESSION_TTL_MS = 30 * 24 * 3_600_000;

const MAX_DEVICE_LENGTH = 200;

/** Where somebody signs in from, as the request says. */
export interface Client {
  /** The user agent. */
  readonly device: string;
  /** The IP address; null when it is not known. */
  readonly address: string | null;
}

/** One sign-in: a family of refresh tokens of which only the newest is good. */
export class Session {
  id!: string;
  user!: Ref<Credential>;
  device!: string;
  address!: string | null;
  createdAt!: Date;
  lastUsedAt!: Date;
  expiresAt!: Date;
  revokedAt!: Date | null;

  static open(id: string, user: Ref<Credential>, { device, address }: Client, now: Date): Session {
    return Object.assign(new Session(), {
      id,
      user,
      device: device.slice(0, MAX_DEVICE_LENGTH),
      address,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_TTL_MS),
      revokedAt: null,
    });
  }

  isOpen(now: Date): boolean {
    return this.revokedAt === null && this.expiresAt > now;
  }

  /** Notes that it was used, which prolongs it. */
  use(now: Date): void {
    this.lastUsedAt = now;
    this.expiresAt = new Date(now.getTime() + SESSION_TTL_MS);
  }

  revoke(now: Date): void {
    this.revokedAt = now;
  }
}
