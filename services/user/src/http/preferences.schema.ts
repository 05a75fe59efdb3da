import { Currency, StrictObject, StringEnum } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { THEMES } from '../domain/preferences';

const preferences = {
  currency: Currency,
  timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'An IANA time zone: Europe/Berlin.' }),
  theme: StringEnum(THEMES, { description: 'The colours of the pages.' }),
};

export const PreferencesView = Type.Object(preferences);

export const PreferencesBody = StrictObject(preferences);
