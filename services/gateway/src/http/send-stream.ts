import { Stream } from 'node:stream';
import type { Middleware } from './gateway-context';

/**
 * Sends a body that is a stream. Koa would use `stream.pipeline`, which is several times as expensive as what it
 * guards; all that is needed of it is here and in Koa's own care for the body of a connection that closes.
 */
export const sendStream: Middleware = async (ctx, next) => {
  await next();
  const body: unknown = ctx.body;
  if (!(body instanceof Stream.Readable) || !ctx.writable) return;
  const { res } = ctx;
  ctx.respond = false;
  // Nobody must take a part for the whole: an answer that breaks off takes its connection with it.
  body.on('error', () => res.destroy());
  body.pipe(res);
};
