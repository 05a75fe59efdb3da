import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { Coupon, normaliseCode } from '../domain/coupon';
import type { CouponTerms } from '../domain/coupon-terms';

/**
 * @param em an open transaction
 * @throws DomainError malformed or refused when the terms make no sense
 * @throws UniqueConstraintViolationException when the code is taken; see `refuseTakenCode`
 */
export async function createCoupon(
  em: EntityManager,
  { code, ...terms }: CouponTerms & { readonly code: string },
  now: Date,
): Promise<Coupon> {
  const coupon = Object.assign(new Coupon(), {
    ...{ percentBps: null, amountMinor: null, currency: null, minimumSubtotalMinor: 0 },
    ...{ startsAt: null, endsAt: null, maxRedemptions: null, maxPerCustomer: null },
    ...{ productIds: [], active: true, redeemed: 0, version: 0, createdAt: now },
    id: uuidv7(),
    code: normaliseCode(code),
  });
  coupon.setTerms(terms, now);
  em.persist(coupon);
  await em.flush();
  return coupon;
}

/** Names the code when the coupon could not be written because there is one with it. */
export async function refuseTakenCode<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new DomainError('conflict', 'coupon-code-taken', 'There is a coupon with this code.', {
      errors: [{ in: 'body', pointer: '#/code', detail: 'is taken' }],
    });
  }
}
