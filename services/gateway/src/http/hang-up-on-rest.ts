import type { IncomingMessage } from 'node:http';
import type { Middleware } from './gateway-context';

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;

/**
 * Deals with a request whose body was not wanted to its end. Node would read and discard it for as long as it comes;
 * hanging up at once would reset the connection before the client has read the answer. So: a moment, then the end.
 */
export const hangUpOnRest =
  (graceMs: number): Middleware =>
  async (ctx, next) => {
    const { req, res } = ctx;
    if (!hasBody(req)) return next();
    res.once('finish', () => {
      if (req.complete) return;
      const timer = setTimeout(() => {
        if (!req.complete) req.destroy();
      }, graceMs);
      timer.unref();
      req.once('close', () => clearTimeout(timer));
    });
    await next();
    // A client that was never told to send its body may or may not send it: what follows cannot be told apart.
    if (req.headers.expect !== undefined && !ctx.state.bodyOpened && !res.headersSent) {
      ctx.set('connection', 'close');
    }
  };
