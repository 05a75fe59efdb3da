import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Who is at the other end, as far as it can be believed. */
export interface Client {
  readonly address: string;
  readonly protocol: 'http' | 'https';
  readonly host: string;
}

/**
 * Tells who sent a request. X-Forwarded-* are believed only as far as our own proxies wrote them: with `trustedHops`
 * of them in front, the client is the entry that the outermost one appended.
 */
export function clientOf(request: IncomingMessage, trustedHops: number): Client {
  const peer = withoutMapping(request.socket.remoteAddress ?? 'unknown');
  const host = request.headers.host ?? '';
  if (trustedHops === 0) return { address: peer, protocol: 'http', host };
  const chain = [...entriesOf(request.headers['x-forwarded-for']), peer];
  const claimed = withoutMapping(chain[Math.max(0, chain.length - 1 - trustedHops)] ?? peer);
  return {
    address: isIP(claimed) === 0 ? peer : claimed,
    protocol: entriesOf(request.headers['x-forwarded-proto']).at(-1) === 'https' ? 'https' : 'http',
    host: entriesOf(request.headers['x-forwarded-host']).at(-1) ?? host,
  };
}

const entriesOf = (header: string | string[] | undefined): string[] =>
  (header === undefined ? '' : String(header))
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** An IPv4 address arrives as `::ffff:10.0.0.1` on a socket that listens on both families. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
