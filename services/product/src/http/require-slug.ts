import { DomainError } from '@sidecart/platform';
import { looksLikeId } from '../domain/slug';

/** @throws DomainError malformed when a slug could be taken for an id */
export function requireSlug(slug: string | undefined): void {
  if (slug === undefined || !looksLikeId(slug)) return;
  throw new DomainError('malformed', 'invalid-request', 'The slug has the form of an id.', {
    errors: [{ in: 'body', pointer: '#/slug', detail: 'must not have the form of an id' }],
  });
}
