import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { DomainError } from '@sidecart/platform';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const BODYLESS_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Node keeps the first of these and drops the rest; another server may do the opposite. */
const SINGLE_HEADERS = new Set([
  'host',
  'authorization',
  'content-type',
  'content-length',
  'transfer-encoding',
]);
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](?::\d{1,5})?$/;

const refused = (detail: string) => new DomainError('malformed', 'malformed-request', detail);

/**
 * Refuses what Node's parser lets through but two servers in a row could understand differently, or that nobody
 * behind the gateway has a use for. `hosts` are the names we answer to; without any, every name.
 *
 * @throws DomainError malformed or method-not-allowed
 */
export function checkMessage(request: IncomingMessage, hosts: ReadonlySet<string>): void {
  const { method = '', headers, httpVersion } = request;
  if (!METHODS.includes(method)) {
    throw new DomainError('method-not-allowed', 'method-not-allowed', `${method} is not possible here.`, {
      headers: { allow: METHODS.join(', ') },
    });
  }
  if (httpVersion !== '1.1' && httpVersion !== '1.0') throw refused('This port speaks HTTP/1.1.');
  checkRepetitions(request.rawHeaders);
  checkText(headers);
  checkFraming(request);
  if (headers.host === undefined && httpVersion === '1.1') throw refused('The Host header is required.');
  if (headers.host !== undefined) checkHost(headers.host, hosts);
}

function checkRepetitions(rawHeaders: readonly string[]): void {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    if (!SINGLE_HEADERS.has(name)) continue;
    if (seen.has(name)) throw refused(`The ${name} header is given twice.`);
    seen.add(name);
  }
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** A sidecar cannot pass on a value that is not UTF-8, and would count it against the service. */
function checkText(headers: IncomingMessage['headers']): void {
  for (const name in headers) {
    const value = String(headers[name]);
    if (!BEYOND_ASCII.test(value) || isUtf8(Buffer.from(value, 'latin1'))) continue;
    throw new DomainError('malformed', 'malformed-request', `The ${name} header is not UTF-8.`, {
      errors: [{ in: 'header', pointer: name, detail: 'is not UTF-8' }],
    });
  }
}

/** Transfer-Encoding together with Content-Length is refused by the parser already. */
function checkFraming({ method = '', headers, httpVersion }: IncomingMessage): void {
  const transfer = headers['transfer-encoding'];
  if (transfer !== undefined && (transfer.toLowerCase() !== 'chunked' || httpVersion !== '1.1')) {
    throw refused('The only Transfer-Encoding is chunked, in HTTP/1.1.');
  }
  const hasBody = transfer !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody && BODYLESS_METHODS.has(method)) throw refused(`A ${method} request has no body.`);
}

function checkHost(host: string, hosts: ReadonlySet<string>): void {
  if (!HOST.test(host)) throw refused('The Host header is not a host.');
  const name = host.toLowerCase().replace(/:\d+$/, '');
  if (hosts.size > 0 && !hosts.has(name)) {
    throw new DomainError('malformed', 'unknown-host', 'There is nothing under this host name.');
  }
}
