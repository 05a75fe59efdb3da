import { call } from '../shop-client';
import type { ToldStory } from './order-stories';
import { expectSuccess, type Person } from './person';

/** The move of an order that people are told of, by the kind of the notification. */
const TOLD_MOVES: Readonly<Record<string, string>> = {
  'order-confirmed': 'confirmed',
  'order-cancelled': 'cancelled',
  'order-shipped': 'shipped',
  'order-delivered': 'delivered',
};

/**
 * Compares what people were told with what happened to their orders.
 *
 * @param moves of each story's order, in the order of the stories
 * @returns one sentence for each difference
 */
export async function findNoticeFaults(
  people: readonly Person[],
  moves: readonly (readonly string[])[],
  stories: readonly ToldStory[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const person of people) {
    const happened = moves.filter((_, index) => stories[index]?.buyer.id === person.id).flat();
    const told = await readKinds(person);
    for (const [kind, move] of Object.entries(TOLD_MOVES)) {
      const facts = happened.filter((one) => one === move).length;
      const notices = told.filter((one) => one === kind).length;
      if (facts !== notices) faults.push(`${person.email}: ${notices} notices of ${facts} × ${move}`);
    }
  }
  return faults;
}

async function readKinds(person: Person): Promise<string[]> {
  const kinds: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: { kind: string; channel: string }[]; nextCursor: string | null } =
      await expectSuccess(
        call('GET', `/api/notifications?limit=100${query}`, { token: await person.token() }),
      );
    kinds.push(...page.items.filter(({ channel }) => channel === 'email').map(({ kind }) => kind));
    cursor = page.nextCursor;
  }
  return kinds;
}
