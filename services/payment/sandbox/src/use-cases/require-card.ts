import { DomainError } from '@sidecart/platform';
import { CARDS, type Card } from '../domain/card';

/** @throws DomainError refused when there is no such test card */
export function requireCard(token: string): Card {
  const card = CARDS.get(token);
  if (card) return card;
  throw new DomainError('refused', 'unknown-token', 'There is no such test card.', {
    errors: [{ in: 'body', pointer: '#/methodToken', detail: 'is not a token of this provider' }],
  });
}
