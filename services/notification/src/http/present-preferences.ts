import { CHANNELS, isRequired, KINDS } from '../domain/kinds';
import { isAbout, type Preference } from '../domain/preference';
import type { PreferencesView } from './notification.schema';

/** What is sent to a person: everything, less what they decided against and may. */
export const presentPreferences = (
  decisions: readonly Pick<Preference, 'kind' | 'channel' | 'isEnabled'>[],
): PreferencesView => ({
  items: KINDS.flatMap((kind) =>
    CHANNELS.map((channel) => {
      const decision = decisions.find((one) => isAbout(one, kind, channel));
      const required = isRequired(kind);
      return { kind, channel, required, enabled: required || (decision?.isEnabled ?? true) };
    }),
  ),
});
