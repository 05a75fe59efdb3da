import { isDeepStrictEqual } from 'node:util';
import { inParallel } from '../../in-parallel';
import { callPatiently } from '../../prove/call-patiently';
import type { Person } from '../../prove/person';
import type { Answer } from '../../shop-client';

/** A write that was answered with success: from then on it must be there. */
export interface AcknowledgedWrite {
  readonly who: Person;
  readonly path: string;
  readonly key: Record<string, string>;
  readonly body: object;
  readonly answer: Pick<Answer<object>, 'status' | 'body'>;
}

/** Remembers what was acknowledged, to ask for it again. */
export interface AcknowledgedWrites {
  readonly count: number;
  remember(write: AcknowledgedWrite): void;
  /** Asks again under the same keys. @returns one sentence for each answer that differs (law 5) */
  repeat(writes?: readonly AcknowledgedWrite[]): Promise<string[]>;
  /** Those of the path that were remembered since the last time this was asked. */
  takeNew(): AcknowledgedWrite[];
}

const AT_ONCE = 4;

export function createAcknowledgedWrites(): AcknowledgedWrites {
  const all: AcknowledgedWrite[] = [];
  let taken = 0;
  return {
    get count() {
      return all.length;
    },
    remember: (write) => void all.push(write),
    repeat: async (writes = all) => (await inParallel(writes, AT_ONCE, findDifference)).flat(),
    takeNew() {
      const fresh = all.slice(taken);
      taken = all.length;
      return fresh;
    },
  };
}

async function findDifference({ who, path, key, body, answer }: AcknowledgedWrite): Promise<string[]> {
  const again = await callPatiently<object>('POST', path, { token: await who.token(), headers: key, body });
  const same = again.status === answer.status && isDeepStrictEqual(again.body, answer.body);
  return same
    ? []
    : [`POST ${path} under the key ${Object.values(key).join()}: first ${say(answer)}, then ${say(again)}`];
}

const say = ({ status, body }: Pick<Answer<object>, 'status' | 'body'>) =>
  `${status} ${JSON.stringify(body).slice(0, 200)}`;
