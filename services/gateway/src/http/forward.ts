import { DomainError, notFound, PROBLEM_MEDIA_TYPE, unavailable } from '@sidecart/platform';
import { errors } from 'undici';
import { Abort } from '../clients/abort';
import { ClientGone } from '../clients/client-gone';
import type { UpstreamAnswer } from '../clients/dispatch';
import type { Upstream } from '../clients/upstream';
import type { GatewayContext, Middleware } from './gateway-context';
import { openRequestBody } from './open-request-body';
import { passHeaders } from './pass-headers';
import { toUpstreamPath, type UpstreamId } from './routing-table';
import { toUpstreamHeaders } from './to-upstream-headers';

export type Upstreams = Readonly<Record<UpstreamId, Upstream>>;

const MAX_LOGGED_BYTES = 1_000;

/**
 * Sends a request where the routing table says and the answer back; both bodies are streams that nobody reads here.
 *
 * @param bodyLimitBytes how large a body may be, unless its route takes more
 */
export const forward =
  (upstreams: Upstreams, bodyLimitBytes: number): Middleware =>
  async (ctx) => {
    const { route, target } = ctx.state;
    if (!route) throw notFound('address');
    const body = openRequestBody(ctx, Math.max(bodyLimitBytes, route.bodyLimitBytes ?? 0));
    const headers = toUpstreamHeaders(ctx.req.headers, ctx.state.client, ctx.state.requestId);
    if (body === null) delete headers['content-length'];
    const answer = await upstreams[route.upstream].send({
      method: ctx.method,
      target: toUpstreamPath(target.path) + target.query,
      headers,
      body,
      abort: abortedByHangUp(ctx),
    });
    await refuseForeignError(ctx, answer, route.upstream);
    pass(ctx, answer);
  };

/** Waiting for an answer ends when the client does. Once there is one, Koa ties its body to the connection. */
function abortedByHangUp({ res }: GatewayContext): Abort {
  const abort = new Abort();
  res.once('close', () => {
    if (!res.writableFinished) abort.abort(new ClientGone());
  });
  return abort;
}

/**
 * Services speak of errors in problem+json only; anything else is the sidecar's (or a crash's), tells about the inside,
 * and is replaced.
 *
 * @throws DomainError
 */
async function refuseForeignError(
  ctx: GatewayContext,
  answer: UpstreamAnswer,
  upstream: UpstreamId,
): Promise<void> {
  const { statusCode, headers } = answer;
  if (statusCode < 400 || String(headers['content-type']).startsWith(PROBLEM_MEDIA_TYPE)) return;
  const cause = `${statusCode} ${await readShort(answer)}`;
  if (statusCode === 413) throw new DomainError('too-large', 'body-too-large', 'The body is too large.');
  if (statusCode === 400 || statusCode === 431) {
    throw new DomainError('malformed', 'malformed-request', 'The request could not be understood.');
  }
  throw Object.assign(unavailable(`${upstream} service`), { cause });
}

/** What a sidecar says is short; a body that is not, or does not tell, is not worth waiting for. */
async function readShort({ headers, body }: UpstreamAnswer): Promise<string> {
  if (Number(headers['content-length'] ?? Infinity) > MAX_LOGGED_BYTES) {
    body.destroy();
    return '';
  }
  return body.text().catch(() => '');
}

function pass(ctx: GatewayContext, { statusCode, headers, body }: UpstreamAnswer): void {
  ctx.status = statusCode;
  if (statusCode === 204 || statusCode === 304 || ctx.method === 'HEAD') {
    body.resume();
    if (ctx.method !== 'HEAD') ctx.body = null;
    passHeaders(ctx, headers);
    return;
  }
  ctx.body = body;
  // Koa guesses a type for a stream; only the service knows.
  ctx.remove('content-type');
  passHeaders(ctx, headers);
  body.once('error', (error) => {
    // The client's hang-up ends the body, too.
    const byClient = error instanceof ClientGone || error instanceof errors.RequestAbortedError;
    if (!byClient) ctx.state.cutShortBy = 'upstream';
  });
}
