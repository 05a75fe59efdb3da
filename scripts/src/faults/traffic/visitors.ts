import { setTimeout as delay } from 'node:timers/promises';
import { callPatiently } from '../../prove/call-patiently';
import { ADDRESS } from '../../prove/goods';
import { expectSuccess, type Person } from '../../prove/person';
import { call, idempotencyKey } from '../../shop-client';
import type { Random } from '../random';
import type { AcknowledgedWrites } from './acknowledged';
import type { Cast } from './cast';

/** Those who look around and those who keep the shop; they come all the time. */
export interface Visitors {
  /** How often the stock of the counted product was raised by one, as far as was acknowledged. */
  readonly raised: number;
  /** What was answered to one of them other than success or a refusal. */
  readonly faults: readonly string[];
  /** Lets them come until this is called again with false; then it resolves when the last has left. */
  open(open: boolean): Promise<void>;
}

const READ_EVERY_MS = 250;
const WRITE_EVERY_MS = 1_000;
/** An address book holds twenty. */
const ADDRESSES_EACH = 15;
const SHARE_OF_ADDRESSES = 0.3;

/** Reads lists, products and orders, saves addresses and corrects stock. */
export function createVisitors(cast: Cast, random: Random, writes: AcknowledgedWrites): Visitors {
  const faults: string[] = [];
  const saver = createSaver(cast, random, writes);
  let isOpen = false;
  let loops: Promise<void>[] = [];

  async function again(work: () => Promise<void>, everyMs: number): Promise<void> {
    while (isOpen) {
      await work().catch((error: unknown) => void faults.push((error as Error).message));
      await delay(everyMs);
    }
  }

  const look = () => lookAround(cast, random);
  return {
    get raised() {
      return saver.raised;
    },
    faults,
    async open(open) {
      if (open === isOpen) return;
      isOpen = open;
      if (open) {
        loops = [
          again(look, READ_EVERY_MS),
          again(look, READ_EVERY_MS),
          again(() => saver.save(), WRITE_EVERY_MS),
        ];
      } else await Promise.all(loops);
    },
  };
}

/** @throws when the answer is a 4xx: all of these are there, and theirs */
async function lookAround(cast: Cast, random: Random): Promise<void> {
  const path = random.pick([
    '/api/products?limit=20',
    `/api/products/${random.pick(cast.productIds)}`,
    '/api/categories',
    '/api/orders?limit=10',
    '/api/payments/methods',
    '/api/users/me',
    '/api/notifications?limit=10',
  ]);
  const { status, body } = await call('GET', path, { token: await random.pick(cast.buyers).token() });
  if (status >= 400 && status < 500 && status !== 429) {
    throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
  }
}

function createSaver(cast: Cast, random: Random, writes: AcknowledgedWrites) {
  let raised = 0;
  let addresses = 0;

  async function send(who: Person, path: string, body: object): Promise<void> {
    const key = idempotencyKey();
    const answer = await callPatiently<object>('POST', path, {
      token: await who.token(),
      headers: key,
      body,
    });
    await expectSuccess(answer);
    writes.remember({ who, path, key, body, answer });
  }

  return {
    get raised() {
      return raised;
    },
    async save() {
      const mayAdd = addresses < cast.buyers.length * ADDRESSES_EACH;
      if (mayAdd && random.next() < SHARE_OF_ADDRESSES) {
        const buyer = cast.buyers[addresses % cast.buyers.length] as Person;
        addresses += 1;
        return send(buyer, '/api/users/me/addresses', ADDRESS);
      }
      const path = `/api/products/${cast.countedProductId}/inventory/adjustments`;
      await send(cast.staff, path, { delta: 1, reason: 'Found one more.' });
      raised += 1;
    },
  };
}
