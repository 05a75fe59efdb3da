import { defineEntity, p } from '@mikro-orm/core';
import { Address } from '../domain/address';
import { Preferences, THEMES } from '../domain/preferences';
import { Profile } from '../domain/profile';

export const ProfileSchema = defineEntity({
  class: Profile,
  tableName: 'profiles',
  indexes: [
    {
      // Finds any part of a name or an address of e-mail. The extension is trusted: the owner of a database may add it.
      name: 'profiles_search',
      expression:
        'create extension if not exists pg_trgm; create index "profiles_search" on "profiles" using gin ' +
        `(lower("display_name" || ' ' || "email") gin_trgm_ops)`,
    },
  ],
  checks: [{ name: 'profiles_phone_number', expression: "phone_number ~ '^[+][1-9][0-9]{6,14}$'" }],
  properties: {
    id: p.uuid().primary(),
    email: p.text(),
    displayName: p.text(),
    phone: p.text().nullable(),
    phoneNumber: p.text().nullable(),
    locale: p.text(),
    version: p.integer(),
    registrationAttempt: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export const AddressSchema = defineEntity({
  class: Address,
  tableName: 'addresses',
  indexes: [
    { name: 'addresses_by_user', properties: ['user', 'id'] },
    {
      name: 'addresses_one_default_shipping',
      expression:
        'create unique index "addresses_one_default_shipping" on "addresses" ("user_id") where "is_default_shipping"',
    },
  ],
  checks: [{ name: 'addresses_country', expression: "country ~ '^[A-Z]{2}$'" }],
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(ProfileSchema).ref().deleteRule('cascade'),
    name: p.text(),
    line1: p.text(),
    line2: p.text().nullable(),
    city: p.text(),
    postalCode: p.text(),
    region: p.text().nullable(),
    country: p.character().length(2),
    phone: p.text().nullable(),
    isDefaultShipping: p.boolean(),
    version: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export const PreferencesSchema = defineEntity({
  class: Preferences,
  tableName: 'preferences',
  properties: {
    user: () => p.oneToOne(ProfileSchema).ref().primary().deleteRule('cascade'),
    currency: p.character().length(3),
    timeZone: p.text(),
    theme: p.enum(THEMES.slice()),
    version: p.integer(),
    updatedAt: p.datetime(),
  },
});
