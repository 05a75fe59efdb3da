/** An event that a consumer gave up on. The same one may be there more than once. */
export interface DeadLetter {
  /** The consumer's dead-letter topic, `dead-letter.<app id>`. */
  topic: string;
  /** Of the event; empty when it is no CloudEvent. */
  id: string;
  type: string;
  /** When it happened, as the event says. */
  time: string;
  /** The whole event as it was published, or what came instead of one, as text. */
  event: unknown;
}

/** Where dead letters are kept; each set uses what it needs. */
export interface DeadLetterPlaces {
  /** To which the embedded broker appends. */
  file: string;
  /** The secret of the component `pubsub`: addresses and passwords of the brokers. */
  pubsub: Record<string, string>;
  /** Base URL of RabbitMQ's management plugin, without a slash at the end. */
  rabbitmqManagementUrl: string;
}

/** What the names of dead-letter topics begin with. */
export const DEAD_LETTER_PREFIX = 'dead-letter.';

/** Describes what was found in a dead-letter topic. */
export function describeDeadLetter(topic: string, payload: string): DeadLetter {
  let event: unknown = payload;
  try {
    event = JSON.parse(payload);
  } catch {
    // It is in there because it is malformed.
  }
  const { id = '', type = '', time = '' } = (event ?? {}) as Partial<Record<string, string>>;
  return { topic, id, type, time, event };
}
