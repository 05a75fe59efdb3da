import { call } from '../shop-client';
import type { ToldStory } from './order-stories';
import { expectSuccess, type Person } from './person';

/** The move of an order that people are told of, by the kind of the notification. */
const TOLD_MOVES: Readonly<Record<string, string>> = {
  'order-confirmed': 'confirmed',
  'order-cancelled': 'cancelled',
  'order-shipped': 'shipped',
  'order-delivered': 'delivered',
  'order-returned': 'returned',
};

/**
 * Compares the mails to people with what happened to their orders.
 *
 * @param staff who can see the queue of everybody's messages
 * @param moves of each story's order, in the order of the stories
 * @returns one sentence for each difference
 */
export async function findNoticeFaults(
  staff: Person,
  people: readonly Person[],
  moves: readonly (readonly string[])[],
  stories: readonly ToldStory[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const person of people) {
    const happened = moves.filter((_, index) => stories[index]?.buyer.id === person.id).flat();
    const told = await readKinds(staff, person.id);
    for (const [kind, move] of Object.entries(TOLD_MOVES)) {
      const facts = happened.filter((one) => one === move).length;
      const notices = told.filter((one) => one === kind).length;
      if (facts !== notices) faults.push(`${person.email}: ${notices} notices of ${facts} × ${move}`);
    }
  }
  return faults;
}

async function readKinds(staff: Person, userId: string): Promise<string[]> {
  const kinds: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = `limit=100&channel=email&userId=${userId}`;
    const position: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: { kind: string }[]; nextCursor: string | null } = await expectSuccess(
      call('GET', `/api/notifications/queue?${query}${position}`, { token: await staff.token() }),
    );
    kinds.push(...page.items.map(({ kind }) => kind));
    cursor = page.nextCursor;
  }
  return kinds;
}
