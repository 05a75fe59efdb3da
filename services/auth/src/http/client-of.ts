import { isIP } from 'node:net';
import type { Client } from '../domain/session';

const UNKNOWN_DEVICE = 'unknown';

/** Where a request comes from, as its user agent and the gateway say. */
export function clientOf(input: {
  readonly header: (name: string) => string | undefined;
  readonly clientAddress: string;
}): Client {
  return {
    device: input.header('user-agent')?.trim() || UNKNOWN_DEVICE,
    address: isIP(input.clientAddress) === 0 ? null : input.clientAddress,
  };
}
