import { setTimeout as delay } from 'node:timers/promises';
import { readDeadLetters } from '../../dead-letters/read-dead-letters';
import { SUBSCRIPTIONS_FILE } from '../../paths';
import type { Secrets } from '../../secrets';
import { readSubscriptions } from '../../servers/broker-subscriptions';
import type { ComponentSet } from '../../servers/component-sets';
import { DEAD_LETTER_FILE } from './embedded-broker';
import { SERVER_PORTS } from './shop-places';

/** Knows which events must be set aside, and compares with those that are. */
export interface DeadLetterBook {
  /** Every consumer of the topic will have to set the event aside. */
  expect(topic: string, id: string): void;
  /** The broker has forgotten what was set aside. */
  forget(): void;
  /** Gives the consumers a while. @returns one sentence for each that is missing or should not be there */
  compare(): Promise<string[]>;
}

const WAIT_MS = 15_000;
const LOOK_INTERVAL_MS = 250;

/** Opens the book on empty dead-letter topics. */
export async function openDeadLetterBook(set: ComponentSet, secrets: Secrets): Promise<DeadLetterBook> {
  const subscriptions = await readSubscriptions(SUBSCRIPTIONS_FILE);
  const places = {
    file: DEAD_LETTER_FILE,
    pubsub: secrets['pubsub'] ?? {},
    rabbitmqManagementUrl: `http://127.0.0.1:${SERVER_PORTS.rabbitmqManagement}`,
  };
  const expected = new Set<string>();

  async function findDifferences(): Promise<string[]> {
    const letters = await readDeadLetters(set, places);
    const present = new Set(letters.map(({ topic, id }) => `${topic}: ${id}`));
    return [
      ...[...present]
        .filter((one) => !expected.has(one))
        .map((one) => `law 4: set aside, for no reason: ${one}`),
      ...[...expected]
        .filter((one) => !present.has(one))
        .map((one) => `law 4: poisoned and not set aside: ${one}`),
    ];
  }

  return {
    expect(topic, id) {
      const consumers = subscriptions.filter(({ topics }) => topics.includes(topic));
      for (const { appId } of consumers) expected.add(`dead-letter.${appId}: ${id}`);
    },
    forget() {
      // The embedded broker keeps them beside its memory.
      if (set !== 'embedded') expected.clear();
    },
    async compare() {
      const deadline = Date.now() + WAIT_MS;
      for (;;) {
        const differences = await findDifferences();
        if (differences.length === 0 || Date.now() > deadline) return differences;
        await delay(LOOK_INTERVAL_MS);
      }
    },
  };
}
