import type { Ref } from '@mikro-orm/core';
import { requireCountry } from './countries';
import type { Profile } from './profile';

/** How many addresses one person keeps. */
export const MAX_ADDRESSES = 20;

/** What a person writes of an address; a part that is absent or null is not there. */
export interface AddressInput {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly postalCode: string;
  readonly region?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone?: string | null;
  readonly isDefaultShipping?: boolean;
}

/** A place that a person has things sent to. Orders keep a copy, so it may change and go. */
export class Address {
  id!: string;
  user!: Ref<Profile>;
  name!: string;
  line1!: string;
  line2!: string | null;
  city!: string;
  postalCode!: string;
  region!: string | null;
  country!: string;
  phone!: string | null;
  isDefaultShipping!: boolean;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  /** @throws DomainError malformed when the country does not exist */
  change(change: Partial<AddressInput>, now: Date): void {
    if (change.country !== undefined) requireCountry(change.country);
    for (const part of REQUIRED_PARTS) this[part] = change[part]?.trim() ?? this[part];
    for (const part of OPTIONAL_PARTS) this[part] = written(change[part], this[part]);
    this.isDefaultShipping = change.isDefaultShipping ?? this.isDefaultShipping;
    this.version += 1;
    this.updatedAt = now;
  }
}

const REQUIRED_PARTS = ['name', 'line1', 'city', 'postalCode', 'country'] as const;
const OPTIONAL_PARTS = ['line2', 'region', 'phone'] as const;

/** What a part becomes: as it was when it was not sent, empty when null was. */
const written = (sent: string | null | undefined, before: string | null | undefined): string | null =>
  sent === undefined ? (before ?? null) : (sent?.trim() ?? null);
