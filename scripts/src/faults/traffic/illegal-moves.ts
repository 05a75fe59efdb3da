import { callPatiently } from '../../prove/call-patiently';
import { placeOrder } from '../../prove/goods';
import { STORIES, untilDecided, type Story } from '../../prove/order-stories';
import { expectSuccess, type Person } from '../../prove/person';
import type { CastBuyer } from './cast';
import type { ExtraTrafficOptions } from './extra-traffic';

/** What must be refused once a story has been told. */
const REFUSED: readonly (readonly [story: string, move: string, by: 'staff' | 'buyer'])[] = [
  ['cancelled at once', 'ship', 'staff'],
  ['declined', 'deliver', 'staff'],
  ['paid', 'deliver', 'staff'],
  ['shipped', 'cancel', 'buyer'],
  ['delivered', 'cancel', 'buyer'],
];

/** Staff and customers ask for what an order’s state does not allow (law 6). */
export async function tryIllegalMoves(options: ExtraTrafficOptions): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, move, by] of REFUSED) {
    const story = STORIES.find((one) => one.name === name) as Story;
    const { id, buyer } = await tellStory(story, options);
    const { status } = await ask(by === 'staff' ? options.cast.staff : buyer, id, move);
    if (status !== 409)
      faults.push(`to ${move} an order that is ${story.end} was answered ${status}, not 409`);
  }
  return faults;
}

async function tellStory(story: Story, { cast, expect }: ExtraTrafficOptions) {
  const buyer = cast.buyers[0] as CastBuyer;
  const productId = String(cast.productIds[0]);
  const paymentMethodId = story.card === 'tok_declined' ? buyer.decliningMethodId : buyer.paymentMethodId;
  const { id } = await expectSuccess(placeOrder(buyer, { productId, paymentMethodId }));
  expect({ id, story });
  const order = { id, productId, buyer, staff: cast.staff };
  await story.continue(order);
  await untilDecided(order);
  return order;
}

const ask = async (person: Person, id: string, move: string) =>
  callPatiently('POST', `/api/orders/${id}/${move}`, {
    token: await person.token(),
    ...(move === 'ship' ? { body: { carrier: 'Post', trackingNumber: 'T-1' } } : {}),
  });
