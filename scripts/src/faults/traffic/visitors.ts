import { setTimeout as delay } from 'node:timers/promises';
import { callPatiently } from '../../prove/call-patiently';
import { expectSuccess } from '../../prove/person';
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
/** An address book holds no more than that many. */
const MAX_ADDRESSES = 60;

const ADDRESS = { name: 'Paula Proof', line1: 'Sample Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

/** Reads lists, products and orders, saves addresses and corrects stock. */
export function createVisitors(cast: Cast, random: Random, writes: AcknowledgedWrites): Visitors {
  const faults: string[] = [];
  let raised = 0;
  let addresses = 0;
  let isOpen = false;
  let loops: Promise<void>[] = [];

  async function read(): Promise<void> {
    const buyer = random.pick(cast.buyers);
    const token = await buyer.token();
    const path = random.pick([
      '/api/products?limit=20',
      `/api/products/${random.pick(cast.productIds)}`,
      '/api/categories',
      '/api/orders?limit=10',
      '/api/payments/methods',
      '/api/users/me',
      '/api/notifications?limit=10',
    ]);
    const { status, body } = await call('GET', path, { token });
    if (status >= 400 && status < 500 && status !== 429) faults.push(`GET ${path}: ${status} ${JSON.stringify(body)}`);
  }

  async function save(who: CastPerson, path: string, body: object): Promise<void> {
    const key = idempotencyKey();
    const answer = await callPatiently<object>('POST', path, { token: await who.token(), headers: key, body });
    await expectSuccess(answer);
    writes.remember({ who, path, key, body, answer });
  }

  async function write(): Promise<void> {
    if (addresses < MAX_ADDRESSES && random.next() < 0.3) {
      addresses += 1;
      return save(cast.buyers[addresses % cast.buyers.length] as CastPerson, '/api/users/me/addresses', ADDRESS);
    }
    const adjustments = `/api/products/${cast.countedProductId}/inventory/adjustments`;
    await save(cast.staff, adjustments, { delta: 1, reason: 'Found one more.' });
    raised += 1;
  }

  async function again(work: () => Promise<void>, everyMs: number): Promise<void> {
    while (isOpen) {
      await work().catch((error: Error) => void faults.push(error.message));
      await delay(everyMs);
    }
  }

  return {
    get raised() {
      return raised;
    },
    faults,
    async open(open) {
      if (open === isOpen) return;
      isOpen = open;
      if (open) loops = [again(read, READ_EVERY_MS), again(read, READ_EVERY_MS), again(write, WRITE_EVERY_MS)];
      else await Promise.all(loops);
    },
  };
}

type CastPerson = Cast['staff'];
