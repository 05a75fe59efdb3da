import type { Duplex } from 'node:stream';
import { PROBLEM_MEDIA_TYPE } from '@sidecart/platform';

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly detail: string;
}

const MALFORMED: Refusal = {
  status: '400 Bad Request',
  code: 'malformed-request',
  detail: 'The request is not valid HTTP/1.1.',
};

const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'headers-too-large',
    detail: 'The headers are too large.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    code: 'request-timeout',
    detail: 'The request did not arrive in time.',
  },
};

/**
 * Answers what Node's parser refuses, when there is no request that a middleware could answer, and hangs up. Says
 * nothing when an answer is already under way: the two would mix.
 */
export function refuseConnection(error: Error & { code?: string }, socket: Duplex): void {
  const underWay = (socket as Duplex & { _httpMessage?: { headersSent: boolean } })._httpMessage;
  if (!socket.writable || underWay?.headersSent || error.code === 'ECONNRESET') {
    socket.destroy(error);
    return;
  }
  const { status, code, detail } = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const title = code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  const body = JSON.stringify({
    type: `/problems/${code}`,
    title,
    status: parseInt(status, 10),
    code,
    detail,
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
