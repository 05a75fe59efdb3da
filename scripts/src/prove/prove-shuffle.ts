import { inParallel } from '../in-parallel';
import { PlainError } from '../plain-error';
import { say, sayDone } from '../progress';
import { waitFor } from '../shop-client';
import { readStormCounts } from '../storm/read-counts';
import type { StormCounts } from '../storm/storm-counts';
import { findNoticeFaults } from './count-notices';
import { createProduct, readOrder } from './goods';
import { readMoves, STORIES, storyOf, tell, type ToldStory } from './order-stories';
import { addMethod, registerBuyers, signInStaff, type Buyer } from './person';
import { reportTrials, type Trial } from './report';

export interface ShuffleOptions {
  readonly orders: number;
  readonly buyers: number;
}

const AT_ONCE = 24;
const PRODUCTS = 5;
const SHOWN_FAULTS = 10;
const SETTLE_TIMEOUT_MS = 300_000;

/**
 * Proves law 4 on a platform that runs in a storm: orders of every kind, each event three times and out of turn.
 *
 * @returns whether every order ended as it must, and everybody was told once
 */
export async function proveShuffle({ orders, buyers: count }: ShuffleOptions): Promise<boolean> {
  const [staff, buyers] = await Promise.all([signInStaff(), registerBuyers(count)]);
  const declining = new Map(
    await inParallel(buyers, 4, async (buyer) => [buyer, await addMethod(buyer, 'tok_declined')] as const),
  );
  const products = await inParallel(Array.from({ length: PRODUCTS }), 1, () => createProduct(staff, 100_000));
  sayDone(`${buyers.length} buyers and ${products.length} products are there`);
  let placed = 0;
  const stories = await inParallel(Array.from({ length: orders }), AT_ONCE, async (_, index) => {
    const buyer = buyers[index % buyers.length] as Buyer;
    const story = storyOf(index);
    const paymentMethodId =
      story.card === 'tok_declined' ? String(declining.get(buyer)) : buyer.paymentMethodId;
    const productId = String(products[index % products.length]);
    const told = await tell(story, buyer, staff, { productId, paymentMethodId });
    if ((placed += 1) % 100 === 0) sayDone(`${placed} orders`);
    return told;
  });
  const storm = await waitUntilCalm(stories);
  const ended = reportTrials(['story', 'orders', 'as they must end'], await compareEnds(stories));
  const moves = await inParallel(stories, AT_ONCE, readMoves);
  const notices = await findNoticeFaults(staff, buyers, moves, stories);
  for (const fault of notices.slice(0, SHOWN_FAULTS)) say(`  ✗ ${fault}`);
  if (notices.length === 0) say('  ✓ everybody was told of each fact exactly once\n');
  return reportStorm(storm) && ended && notices.length === 0;
}

/** Waits until no order changes any more and no copy is still to come. */
async function waitUntilCalm(stories: readonly ToldStory[]): Promise<StormCounts> {
  await inParallel(stories, AT_ONCE, async ({ id, buyer, story }) =>
    waitFor(
      `The end of order ${id} (${story.name})`,
      async () => ((await readOrder(buyer, id)).status === story.end ? true : undefined),
      SETTLE_TIMEOUT_MS,
    ).catch(() => undefined),
  );
  let before = -1;
  return waitFor(
    'The end of the storm',
    async () => {
      const counts = await readStormCounts();
      if (!counts) throw new PlainError('There is no storm any more: has the platform been stopped?');
      const calm = counts.pending === 0 && counts.events === before;
      before = counts.events;
      if (!calm) await new Promise((resolve) => setTimeout(resolve, 3_000));
      return calm ? counts : undefined;
    },
    SETTLE_TIMEOUT_MS,
  );
}

async function compareEnds(stories: readonly ToldStory[]): Promise<Trial[]> {
  const ends = await inParallel(stories, AT_ONCE, async ({ id, buyer }) => readOrder(buyer, id));
  return STORIES.map(({ name, end }) => {
    const own = ends.filter((_, index) => stories[index]?.story.name === name);
    const wrong = own.filter(({ status }) => status !== end);
    return {
      cells: [name, own.length, own.length - wrong.length],
      faults: wrong.slice(0, 3).map(({ id, status }) => `${id} is ${status}, not ${end}`),
    };
  });
}

function reportStorm({ events, overtakings, verdicts }: StormCounts): boolean {
  const copies = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const list = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  say(
    `  The storm: ${events} events delivered as ${copies}, ${overtakings} out of turn; ${list.join(', ')}.\n`,
  );
  return (verdicts['DROP'] ?? 0) === 0 && copies >= 3 * events && overtakings > 0;
}
