import type Router from '@koa/router';
import type { RouterContext } from '@koa/router';
import { findCardNumbers } from '../card-data/card-number';
import { refuseCardData, type SentParts } from '../card-data/refuse-card-data';
import { DomainError } from '../errors';
import { authenticate } from './authenticate';
import { compileProblemCheck, compileResponseCheck } from './check-response';
import { openContent } from './content';
import type { AppOptions } from './create-app';
import { readIfMatch } from './etag';
import { readIdempotencyKey } from './idempotency';
import { readJsonBody } from './read-body';
import type { Reply } from './reply';
import type { Route } from './route';
import { compileValidation, type RawInput } from './validate';

/** Adds one operation to the router: who → what → validated → handled → answered. */
export function mountRoute<D>(router: Router, route: Route<D>, options: AppOptions<D>): void {
  const validate = compileValidation(route);
  const checkResponse = options.checkResponses ? compileResponseCheck(route) : undefined;
  const checkProblem = options.checkResponses ? compileProblemCheck(route) : undefined;
  router[route.method](toRouterPath(route.path), async (ctx) => {
    ctx.state['routeTemplate'] = route.path;
    try {
      answer(ctx, await handle(ctx));
    } catch (error) {
      checkProblem?.(error);
      throw error;
    }
  });

  async function handle(ctx: RouterContext): Promise<Reply> {
    const headerOf = (name: string) => ctx.get(name) || undefined;
    const principal = await authenticate(route.access, headerOf, options.verifier);
    const raw = {
      params: { ...ctx.params },
      query: { ...ctx.query },
      headers: readOwnHeaders(route, headerOf),
      body: await readBody(ctx.req, route),
    };
    if (options.cardData) refuseCardData(sentParts(raw, headerOf('idempotency-key')), options.cardData);
    validate(raw);
    const content = route.content && openContent(ctx.req, ctx.res, route.content);
    const reply = await route.handler({
      ...raw,
      content,
      principal,
      idempotency: idempotencyOf(route, headerOf, principal?.id ?? 'anonymous', raw),
      ifMatch: ifMatchOf(route, headerOf),
      header: headerOf,
      clientAddress: headerOf('x-forwarded-for')?.split(',')[0]?.trim() ?? ctx.ip,
      deps: options.scope(),
      log: options.log,
    });
    checkResponse?.(reply);
    return reply;
  }
}

/** A key is kept as well. It may be any long number, but not one that is a card's. */
const sentParts = ({ params, query, headers, body }: RawInput, key: string | undefined): SentParts => ({
  path: params,
  query,
  header: findCardNumbers(key ?? '').length > 0 ? { ...headers, 'Idempotency-Key': key } : headers,
  body,
});

/** `/orders/{orderId}` as the router writes it: `/orders/:orderId`. */
const toRouterPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

async function readBody<D>(request: RouterContext['req'], route: Route<D>): Promise<unknown> {
  if (!route.body) return undefined;
  return (await readJsonBody(request, route.bodyLimitBytes)) ?? (route.bodyOptional ? {} : undefined);
}

type HeaderOf = (name: string) => string | undefined;

function readOwnHeaders<D>(route: Route<D>, headerOf: HeaderOf): Record<string, string> {
  const given = Object.keys(route.requestHeaders ?? {}).map((name) => [name, headerOf(name)]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function idempotencyOf<D>(route: Route<D>, headerOf: HeaderOf, caller: string, asked: unknown) {
  if (route.idempotencyKey === undefined) return undefined;
  const required = route.idempotencyKey === 'required';
  return readIdempotencyKey(headerOf('idempotency-key'), required, `${route.operationId}:${caller}`, asked);
}

function ifMatchOf<D>(route: Route<D>, headerOf: HeaderOf): string | undefined {
  if (route.ifMatch === undefined) return undefined;
  const tag = readIfMatch(headerOf('if-match'));
  if (tag === undefined && route.ifMatch === 'required') {
    throw new DomainError(
      'precondition-required',
      'if-match-required',
      'Send If-Match with the ETag that you read.',
      {
        errors: [{ in: 'header', pointer: 'If-Match', detail: 'is required' }],
      },
    );
  }
  return tag;
}

function answer(ctx: RouterContext, { status, body, headers }: Reply): void {
  ctx.status = status;
  if (headers) ctx.set(headers);
  if (body === undefined) {
    ctx.body = null;
    ctx.status = status;
    return;
  }
  ctx.body = body;
  if (headers?.['content-type']) ctx.set('content-type', headers['content-type']);
}
