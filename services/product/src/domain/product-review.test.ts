import type { Ref } from '@mikro-orm/core';
import fc from 'fast-check';
import type { Product } from './product';
import { ProductReview } from './product-review';
import { MODERATIONS, REVIEW_STATUSES, reviewMoves, moveReview, type ReviewMove } from './review-status';

const MOVES: ReviewMove[] = ['edit', 'publish', 'reject', 'withdraw', 'write-anew'];
const content = { rating: 3, title: 'T', body: 'B' };
const now = new Date();

function apply(review: ProductReview, move: ReviewMove, moderation: (typeof MODERATIONS)[number]): boolean {
  switch (move) {
    case 'edit':
      review.edit({ rating: 4 }, moderation, now);
      return false;
    case 'publish':
      review.publish(now);
      return false;
    case 'reject':
      review.reject('Rude.', now);
      return false;
    case 'withdraw':
      return review.withdraw(now);
    case 'write-anew':
      review.writeAnew(content, now);
      return false;
  }
}

describe('a review', () => {
  it.each(REVIEW_STATUSES.flatMap((from) => MOVES.map((move) => [from, move] as const)))(
    'that is %s makes the move %s only if the table has it',
    (from, move) => {
      if (reviewMoves[from][move] === undefined) {
        expect(() => moveReview(from, move, 'after')).toThrow(
          expect.objectContaining({ code: 'review-illegal-transition' }),
        );
      } else expect(moveReview(from, move, 'after')).toBeDefined();
    },
  );

  it('that was rejected is not shown before staff publish it, whatever its author does', () => {
    const authorsMove = fc.constantFrom<ReviewMove>('edit', 'withdraw', 'write-anew');
    fc.assert(
      fc.property(
        fc.array(authorsMove, { maxLength: 12 }),
        fc.constantFrom(...MODERATIONS),
        (moves, moderation) => {
          const who = { id: 'id', customerId: 'c', product: {} as Ref<Product> };
          const review = ProductReview.create({ ...content, ...who }, moderation, now);
          review.reject('Rude.', now);
          for (const move of moves) {
            if (reviewMoves[review.status][move] === undefined) continue;
            const gone = apply(review, move, moderation);
            expect(review.status).not.toBe('published');
            expect((review.status === 'rejected') === (review.reason !== null)).toBe(true);
            if (gone) return;
          }
        },
      ),
    );
  });
});
