import { DomainError } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { channelsOf, isForStaff, isRequired } from '../domain/kinds';
import { isAbout, Preference, type Decision } from '../domain/preference';
import { lockPreferences } from './lock-preferences';

/**
 * Replaces all that a person has decided.
 *
 * @throws DomainError refused when they decide against what must be sent, about what there is not, or twice about the same
 */
export async function savePreferences(
  deps: NotificationDeps,
  userId: string,
  decisions: readonly Decision[],
): Promise<void> {
  decisions.forEach((decision, index) => requirePossible(decisions, decision, index));
  await deps.em.transactional(async (em) => {
    // Two requests at once would otherwise leave a mixture of both.
    await lockPreferences(em, userId);
    await em.nativeDelete(Preference, { userId });
    await em.insertMany(
      Preference,
      decisions.map((decision) => ({ ...decision, userId, updatedAt: deps.now() })),
    );
  });
}

function requirePossible(decisions: readonly Decision[], decision: Decision, index: number): void {
  const { kind, channel, isEnabled } = decision;
  if (isForStaff(kind) || !channelsOf(kind).includes(channel)) {
    throw refusal(index, 'notification-unavailable', `${kind} is not sent to you by ${channel}`);
  }
  if (!isEnabled && isRequired(kind, channel)) {
    throw refusal(index, 'notification-required', `${kind} by ${channel} cannot be switched off`);
  }
  const first = decisions.findIndex((other) => isAbout(other, kind, channel));
  if (first !== index) throw refusal(index, 'decided-twice', `repeats item ${first}`);
}

const refusal = (index: number, code: string, detail: string) =>
  new DomainError('refused', code, `The preferences are not possible: item ${index} ${detail}.`, {
    errors: [{ in: 'body', pointer: `#/items/${index}`, detail }],
  });
