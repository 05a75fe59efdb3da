import type { Client } from 'aedes' with { 'resolution-mode': 'import' };

/** Fields of an aedes client that are not in its types; aedes is pinned and the broker's tests cover what they do. */
interface ClientInternals {
  /** The message id that the next event to this client gets. */
  _nextId: number;
  /** The highest counter delivered to this client, by broker id. */
  duplicates: Record<string, number>;
}

const MAX_MESSAGE_ID = 65_535;

/** Reserves the next message id of a client's connection. */
export function takeMessageId(client: Client): number {
  const internals = client as unknown as ClientInternals;
  const taken = internals._nextId;
  internals._nextId = taken >= MAX_MESSAGE_ID ? 1 : taken + 1;
  return taken;
}

/**
 * Switches off the check by which aedes takes an event with a lower number than the last one for a repetition and
 * deletes it: two publishers' events overtake each other on the way through the store, and one would be lost.
 */
export function acceptEventsInAnyOrder(client: Client): void {
  const internals = client as unknown as ClientInternals;
  internals.duplicates = new Proxy({}, { set: () => true });
}
