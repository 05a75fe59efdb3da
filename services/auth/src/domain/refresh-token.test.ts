import type { Ref } from '@mikro-orm/core';
import { assert, date, integer, property } from 'fast-check';
import { REUSE_GRACE_MS, RefreshToken } from './refresh-token';
import { SESSION_TTL_MS, type Session } from './session';

const session = {} as Ref<Session>;
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);
const moments = date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });

describe('a refresh token', () => {
  it('is rotated at any moment of its life, once', () => {
    assert(
      property(moments, integer({ min: 0, max: SESSION_TTL_MS - 1 }), (now, ageMs) => {
        const token = RefreshToken.issue('a', session, now);
        const at = later(now, ageMs);
        expect(token.present('b', at)).toBe('rotate');
        expect(token.replace('b', at).present('c', at)).toBe('rotate');
        expect(token.present('b', at)).not.toBe('rotate');
      }),
    );
  });

  it('repeats its successor within the grace and counts as stolen after it', () => {
    assert(
      property(moments, integer({ min: 0, max: 2 * REUSE_GRACE_MS }), (now, delayMs) => {
        const token = RefreshToken.issue('a', session, now);
        token.replace('b', now);
        expect(token.present('b', later(now, delayMs))).toBe(delayMs > REUSE_GRACE_MS ? 'reuse' : 'repeat');
      }),
    );
  });

  it('is refused within the grace when its successor cannot be told any more', () => {
    const token = RefreshToken.issue('a', session, new Date());
    token.replace('b', new Date());
    expect(token.present('of another key', new Date())).toBe('refuse');
  });

  it('is refused, not taken for stolen, once it has expired', () => {
    const now = new Date();
    const [fresh, used] = [1, 2].map(() => RefreshToken.issue('a', session, now));
    used!.replace('b', now);
    for (const token of [fresh!, used!]) {
      expect(token.present('b', later(now, SESSION_TTL_MS))).toBe('refuse');
    }
  });
});
