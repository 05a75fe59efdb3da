import { createHash } from 'node:crypto';
import type { GatewayContext } from './gateway-context';

/** Something the gateway serves itself, as it is. */
export interface Page {
  readonly type: string;
  readonly bytes: Buffer;
  /** A strong entity tag of the bytes. */
  readonly etag: string;
}

/** Makes a page of bytes. */
export const pageOf = (type: string, bytes: Buffer): Page => ({
  type,
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
});

/** Answers with a page, or with 304 to whoever has it already. A copy may be kept but is asked about each time. */
export function sendPage(ctx: GatewayContext, { type, bytes, etag }: Page): void {
  ctx.status = 200;
  ctx.set('etag', etag);
  ctx.set('cache-control', 'no-cache');
  ctx.type = type;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.body = bytes;
}
