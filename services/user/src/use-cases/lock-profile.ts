import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { Profile } from '../domain/profile';

/**
 * Loads a profile and keeps it until the transaction ends. Whatever belongs to a person is written under this lock, so
 * that what is counted or compared there is still true at the commit.
 *
 * @throws DomainError not-found
 */
export async function lockProfile(em: EntityManager, userId: string): Promise<Profile> {
  const profile = await em.findOne(Profile, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!profile) throw notFound('profile');
  return profile;
}
