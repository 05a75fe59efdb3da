import { DomainError } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { isRequired } from '../domain/kinds';
import { isAbout, Preference } from '../domain/preference';

export type Decision = Pick<Preference, 'kind' | 'channel' | 'isEnabled'>;

/**
 * Replaces all that a person has decided.
 *
 * @throws DomainError refused when they decide against what must be sent, or twice about the same
 */
export async function savePreferences(
  deps: NotificationDeps,
  userId: string,
  decisions: readonly Decision[],
): Promise<void> {
  decisions.forEach((decision, index) => {
    if (!decision.isEnabled && isRequired(decision.kind)) {
      throw refusal(index, 'notification-required', `${decision.kind} cannot be switched off`);
    }
    const first = decisions.findIndex((other) => isAbout(other, decision.kind, decision.channel));
    if (first !== index) throw refusal(index, 'decided-twice', `repeats item ${first}`);
  });
  await deps.em.transactional(async (em) => {
    // Two requests at once would otherwise leave a mixture of both.
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`preferences:${userId}`]);
    await em.nativeDelete(Preference, { userId });
    await em.insertMany(
      Preference,
      decisions.map((decision) => ({ ...decision, userId, updatedAt: deps.now() })),
    );
  });
}

const refusal = (index: number, code: string, detail: string) =>
  new DomainError('refused', code, `The preferences are not possible: item ${index} ${detail}.`, {
    errors: [{ in: 'body', pointer: `#/items/${index}`, detail }],
  });
