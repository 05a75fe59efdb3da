import type { EntityManager } from '@mikro-orm/postgresql';
import { Session } from '../domain/session';

export interface SessionSelection {
  readonly userId: string;
  /** Only this one. */
  readonly only?: string;
  /** All but this one. */
  readonly except?: string;
}

/** Ends open sessions of a person: their refresh tokens are worth nothing from then on. @returns how many */
export const endSessions = (em: EntityManager, selection: SessionSelection, now: Date): Promise<number> =>
  em.nativeUpdate(
    Session,
    {
      user: selection.userId,
      revokedAt: null,
      expiresAt: { $gt: now },
      ...(selection.only === undefined ? {} : { id: selection.only }),
      ...(selection.except === undefined ? {} : { id: { $ne: selection.except } }),
    },
    { revokedAt: now },
  );
