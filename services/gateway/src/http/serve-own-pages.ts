import { DomainError } from '@sidecart/platform';
import type { GatewayContext, Middleware } from './gateway-context';
import { sendPage, type Page } from './page';
import { problemPage } from './problem-page';

export interface OwnPages {
  /** The API reference by path, see `loadDocsPages`. */
  readonly docs: ReadonlyMap<string, Page>;
  /** The OpenAPI document of all services. */
  readonly openApi: Page;
}

/** Scripts and styles of this origin only, none of them inline; calls to this origin only. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers what the gateway says itself: the API reference, its document, the start page and the kinds of problems. */
export const serveOwnPages =
  (pages: OwnPages): Middleware =>
  (ctx, next) => {
    const answer = ctx.state.route ? undefined : find(ctx.state.target.path, pages);
    if (!answer) return next();
    ctx.state.routeGroup = answer.group;
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      throw new DomainError(
        'method-not-allowed',
        'method-not-allowed',
        `${ctx.method} is not possible here.`,
        {
          headers: { allow: 'GET, HEAD' },
        },
      );
    }
    answer.send(ctx);
    return Promise.resolve();
  };

interface Answer {
  /** Its name in logs and metrics. */
  readonly group: string;
  send(ctx: GatewayContext): void;
}

function find(path: string, { docs, openApi }: OwnPages): Answer | undefined {
  const page = docs.get(path);
  if (page) return { group: '/docs', send: (ctx) => sendDocs(ctx, page) };
  if (path === '/docs/') return { group: '/docs', send: (ctx) => ctx.redirect('/docs') };
  if (path === '/openapi.json') return { group: path, send: (ctx) => sendPage(ctx, openApi) };
  if (path === '/') return { group: path, send: welcome };
  const problem = problemPage(path);
  return problem === undefined ? undefined : { group: '/problems', send: (ctx) => void (ctx.body = problem) };
}

function sendDocs(ctx: GatewayContext, page: Page): void {
  ctx.set('content-security-policy', DOCS_POLICY);
  ctx.set('cross-origin-opener-policy', 'same-origin');
  sendPage(ctx, page);
}

/** People get the reference, programs a list of where to go on. */
function welcome(ctx: GatewayContext): void {
  ctx.vary('accept');
  if (ctx.accepts('json', 'html') === 'html') ctx.redirect('/docs');
  else
    ctx.body = {
      name: 'Sidecart',
      documentation: '/docs',
      openApi: '/openapi.json',
      health: '/health/ready',
    };
}
