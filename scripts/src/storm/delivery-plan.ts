import { createHash } from 'node:crypto';

/** What a storm does to each event. */
export interface StormOptions {
  /** The same seed gives the same plan for the same sequence of events. */
  readonly seed: string;
  /** How often each event is delivered. */
  readonly copies: number;
  /** Copies come at any moment of it, so that whatever arrives within it changes places. */
  readonly windowMs: number;
}

/**
 * When each copy of an event is delivered, as milliseconds from its arrival, earliest first. It depends on nothing but
 * the seed, the consumer, the topic and which event of the topic it is, so a run can be repeated.
 */
export function planDeliveries(
  { seed, copies, windowMs }: StormOptions,
  consumer: string,
  topic: string,
  ordinal: number,
): number[] {
  return Array.from({ length: copies }, (_, copy) => {
    const digest = createHash('sha256').update([seed, consumer, topic, ordinal, copy].join('\n')).digest();
    return Math.floor((digest.readUInt32BE(0) / 2 ** 32) * windowMs);
  }).sort((a, b) => a - b);
}
