import { DomainError } from '@sidecart/platform';

export const REVIEW_STATUSES = ['pending', 'published', 'rejected', 'withdrawn'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

export const MODERATIONS = ['before', 'after'] as const;
/** Whether staff look at a review before it is shown, or may only take it back afterwards. */
export type Moderation = (typeof MODERATIONS)[number];

/** What happens to a review: by its author, or by staff who publish or reject it. */
export type ReviewMove = 'edit' | 'publish' | 'reject' | 'withdraw' | 'write-anew';

/** `first` is where a new review begins; `gone` means that nothing of it is kept. */
type Destination = ReviewStatus | 'first' | 'gone';

/**
 * Every legal move of a review. What staff rejected is not shown again before they have looked at it: neither by an
 * edit, nor by deleting it and writing another, which is why a mark of it stays.
 */
export const reviewMoves: Readonly<Record<ReviewStatus, Readonly<Partial<Record<ReviewMove, Destination>>>>> =
  {
    pending: { edit: 'pending', publish: 'published', reject: 'rejected', withdraw: 'gone' },
    published: { edit: 'first', publish: 'published', reject: 'rejected', withdraw: 'gone' },
    rejected: { edit: 'pending', publish: 'published', reject: 'rejected', withdraw: 'withdrawn' },
    withdrawn: { 'write-anew': 'pending' },
  };

/** Where a new review begins. */
export const firstStatus = (moderation: Moderation): ReviewStatus =>
  moderation === 'before' ? 'pending' : 'published';

/** @throws DomainError conflict when the table does not allow the move */
export function moveReview(
  from: ReviewStatus,
  move: ReviewMove,
  moderation: Moderation,
): ReviewStatus | 'gone' {
  const to = reviewMoves[from][move];
  if (to !== undefined) return to === 'first' ? firstStatus(moderation) : to;
  throw new DomainError('conflict', 'review-illegal-transition', `A review that is ${from} cannot do that.`);
}
