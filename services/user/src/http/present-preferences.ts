import type { PreferenceValues } from '../domain/preferences';

/** Shows preferences to the person they are of. */
export const presentPreferences = ({ currency, timeZone, theme }: PreferenceValues): PreferenceValues => ({
  currency,
  timeZone,
  theme,
});
