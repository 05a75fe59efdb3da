import { Stream } from 'node:stream';
import { constants } from 'node:zlib';
import koaCompress from 'koa-compress';
import type { Middleware } from './gateway-context';

const THRESHOLD_BYTES = 1_500;

/** An answer of unknown length may be one that comes in pieces over time; each is to arrive when it was sent. */
const isOpenEnded = (length: number | undefined) => length === undefined;

/**
 * Compresses answers that are worth it, quickly rather than well. Already encoded content, images and what forbids
 * transformation are left alone.
 */
export function compress(): Middleware {
  const handle = koaCompress({
    threshold: THRESHOLD_BYTES,
    encodingPreference: ['br', 'gzip'],
    br: (_type, length) => ({
      flush: isOpenEnded(length) ? constants.BROTLI_OPERATION_FLUSH : constants.BROTLI_OPERATION_PROCESS,
      params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 18 },
    }),
    gzip: (_type, length) => ({
      flush: isOpenEnded(length) ? constants.Z_SYNC_FLUSH : constants.Z_NO_FLUSH,
      level: 3,
    }),
    deflate: false,
    zstd: false,
  });
  return async (ctx, next) => {
    if (ctx.req.headers['accept-encoding'] === undefined) {
      ctx.vary('Accept-Encoding');
      return next();
    }
    let original: unknown;
    await handle(ctx, async () => {
      await next();
      original = ctx.body;
    });
    const body: unknown = ctx.body;
    if (body === original || !(original instanceof Stream) || !(body instanceof Stream.Transform)) return;
    // `pipe` does not hand on errors: without this an answer cut short would neither end nor fail.
    original.once('error', (error: Error) => body.destroy(error));
  };
}
