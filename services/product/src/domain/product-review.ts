import type { Ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import type { Product } from './product';
import {
  firstStatus,
  moveReview,
  type Moderation,
  type ReviewMove,
  type ReviewStatus,
} from './review-status';

export const MAX_RATING = 5;

export interface ReviewContent {
  readonly rating: number;
  readonly title: string;
  readonly body: string;
}

export type ReviewEdit = { readonly [K in keyof ReviewContent]?: ReviewContent[K] | undefined };

export interface NewReview extends ReviewContent {
  readonly id: string;
  readonly product: Ref<Product>;
  readonly customerId: string;
}

/** What one customer thinks of one product. Only what is published is shown, and counts for the product's rating. */
export class ProductReview {
  id!: string;
  product!: Ref<Product>;
  customerId!: string;
  rating!: number;
  title!: string;
  body!: string;
  status!: ReviewStatus;
  /** Why staff rejected it. */
  reason!: string | null;
  /** Whether its author had bought the product when they wrote it; false for those of before this was known. */
  verifiedPurchase!: boolean;
  /** Counts the changes, so that nobody publishes what they have not read. */
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  static create(
    { rating, title, body, ...who }: NewReview,
    moderation: Moderation,
    now: Date,
  ): ProductReview {
    return Object.assign(new ProductReview(), {
      ...who,
      rating,
      title: title.trim(),
      body: body.trim(),
      status: firstStatus(moderation),
      reason: null,
      verifiedPurchase: true,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Changes what is given and leaves the rest. */
  edit({ rating, title, body }: ReviewEdit, moderation: Moderation, now: Date): void {
    this.move('edit', moderation, now);
    this.rating = rating ?? this.rating;
    this.title = title?.trim() ?? this.title;
    this.body = body?.trim() ?? this.body;
  }

  /** Fills again what was withdrawn. */
  writeAnew(content: ReviewContent, now: Date): void {
    this.move('write-anew', 'before', now);
    Object.assign(this, { rating: content.rating, title: content.title.trim(), body: content.body.trim() });
    this.createdAt = now;
  }

  publish(now: Date): void {
    this.move('publish', 'before', now);
  }

  reject(reason: string, now: Date): void {
    this.move('reject', 'before', now);
    this.reason = reason.trim();
  }

  /**
   * Takes it back: its words are gone in any case.
   *
   * @returns whether nothing of it is to be kept
   */
  withdraw(now: Date): boolean {
    const gone = this.move('withdraw', 'before', now) === 'gone';
    Object.assign(this, { title: '', body: '' });
    return gone;
  }

  private move(move: ReviewMove, moderation: Moderation, now: Date): ReviewStatus | 'gone' {
    const to = moveReview(this.status, move, moderation);
    if (to !== 'gone') this.status = to;
    if (to !== 'rejected') this.reason = null;
    this.version += 1;
    this.updatedAt = now;
    return to;
  }
}

/** The answer to a second review of the same product by the same customer. */
export const alreadyReviewed = () =>
  new DomainError('conflict', 'already-reviewed', 'You have reviewed this product already.');
