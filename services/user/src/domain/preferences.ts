import type { Ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import type { Profile } from './profile';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How a person wants the shop to be. What they want to be told is the notification service's to know. */
export interface PreferenceValues {
  /** ISO 4217. */
  readonly currency: string;
  /** An IANA time zone. */
  readonly timeZone: string;
  readonly theme: Theme;
}

/** What holds for a person who has said nothing. */
export const DEFAULT_PREFERENCES: PreferenceValues = { currency: 'EUR', timeZone: 'UTC', theme: 'system' };

/** What a person has said about it; there is none until they do. */
export class Preferences {
  user!: Ref<Profile>;
  currency!: string;
  timeZone!: string;
  theme!: Theme;
  version!: number;
  updatedAt!: Date;

  /** @throws DomainError malformed when the time zone or the currency does not exist */
  replace(values: PreferenceValues, now: Date): void {
    requireKnown('timeZone', 'an IANA time zone', isTimeZone(values.timeZone));
    requireKnown('currency', 'an ISO 4217 currency code', CURRENCIES.has(values.currency));
    this.currency = values.currency;
    this.timeZone = values.timeZone;
    this.theme = values.theme;
    this.version += 1;
    this.updatedAt = now;
  }
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The list of supported values lacks the aliases that browsers report, so the runtime itself is asked. */
function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function requireKnown(field: 'timeZone' | 'currency', what: string, known: boolean): void {
  if (known) return;
  throw new DomainError('malformed', 'unknown-value', `The ${field} is not ${what}.`, {
    errors: [{ in: 'body', pointer: `#/${field}`, detail: `must be ${what}` }],
  });
}
