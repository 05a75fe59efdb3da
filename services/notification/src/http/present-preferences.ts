import { channelsOf, CUSTOMER_KINDS, isRequired } from '../domain/kinds';
import { isWanted, type Decision } from '../domain/preference';
import type { PreferencesView } from './preferences.schema';

/** What is sent to a person: what they decided, or what holds without a decision. */
export const presentPreferences = (decisions: readonly Decision[]): PreferencesView => ({
  items: CUSTOMER_KINDS.flatMap((kind) =>
    channelsOf(kind).map((channel) => ({
      kind,
      channel,
      required: isRequired(kind, channel),
      enabled: isWanted(decisions, kind, channel),
    })),
  ),
});
