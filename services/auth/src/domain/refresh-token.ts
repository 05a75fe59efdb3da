import type { Ref } from '@mikro-orm/core';
import { SESSION_TTL_MS, type Session } from './session';

/** How long a token that was just replaced is answered with its replacement, instead of being taken for stolen. */
export const REUSE_GRACE_MS = 10_000;

/** What is to happen to somebody who presents a refresh token. */
export type Presentation = 'rotate' | 'repeat' | 'reuse' | 'refuse';

/** One refresh token of a session, known by its hash only. */
export class RefreshToken {
  /** SHA-256 of the token, base64url. */
  hash!: string;
  session!: Ref<Session>;
  createdAt!: Date;
  expiresAt!: Date;
  usedAt!: Date | null;
  /** The hash of the token it was exchanged for. */
  replacedBy!: string | null;

  static issue(hash: string, session: Ref<Session>, now: Date): RefreshToken {
    return Object.assign(new RefreshToken(), {
      hash,
      session,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_TTL_MS),
      usedAt: null,
      replacedBy: null,
    });
  }

  /**
   * Decides what presenting this token means. A token that was exchanged moments ago is presented again by a second tab
   * or by a client that lost the answer: it gets the same successor once more, so that there is still one line of
   * tokens. Later it means that two parties hold it.
   *
   * @param successorHash the hash of the token that this one is exchanged for
   */
  present(successorHash: string, now: Date): Presentation {
    if (this.expiresAt <= now) return 'refuse';
    if (this.usedAt === null) return 'rotate';
    if (now.getTime() - this.usedAt.getTime() > REUSE_GRACE_MS) return 'reuse';
    // After the signing key was exchanged the successor cannot be told again.
    return this.replacedBy === successorHash ? 'repeat' : 'refuse';
  }

  /** Exchanges it. @returns the successor, to be kept */
  replace(successorHash: string, now: Date): RefreshToken {
    this.usedAt = now;
    this.replacedBy = successorHash;
    return RefreshToken.issue(successorHash, this.session, now);
  }
}
