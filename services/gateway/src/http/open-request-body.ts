import type { IncomingMessage } from 'node:http';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { DomainError } from '@sidecart/platform';
import { ClientGone } from '../clients/client-gone';
import type { RepeatableBody } from '../clients/repeatable-body';
import type { GatewayContext } from './gateway-context';

const tooLarge = (limitBytes: number) =>
  new DomainError('too-large', 'body-too-large', `The body is larger than ${limitBytes} bytes.`);

/** How much of a body is kept to be sent again: the orders of a customer, and no pictures or catalogues. */
const MAX_KEPT_BYTES = 64 * 1_024;

/** Hands bytes on, saying `progress` each time, and fails at the first one beyond the limit. */
class LimitedBody extends Transform implements RepeatableBody {
  private bytes = 0;
  private kept: Buffer[] = [];

  constructor(private readonly limitBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.emit('progress');
    if (this.bytes <= MAX_KEPT_BYTES) this.kept.push(chunk);
    else this.kept = [];
    if (this.bytes > this.limitBytes) done(tooLarge(this.limitBytes));
    else done(null, chunk);
  }

  repeat(): (Readable & RepeatableBody) | undefined {
    if (!this.readableEnded || this.bytes > MAX_KEPT_BYTES) return undefined;
    const again = Readable.from([Buffer.concat(this.kept)]);
    return Object.assign(again, { repeat: () => this.repeat() });
  }
}

/**
 * Opens the body of a request for streaming; a client that waits for `100 Continue` is told to go on. The stream is
 * not the request itself: whoever destroys the one must not cut the connection that the answer has to take.
 *
 * @returns null when there is no body
 * @throws DomainError too-large when the announced length is above the limit; the stream fails with the same error
 *   when more arrives, and with ClientGone when the client leaves before the end
 */
export function openRequestBody(ctx: GatewayContext, limitBytes: number): RepeatableBody | null {
  const { headers } = ctx.req;
  const length = Number(headers['content-length'] ?? 0);
  if (headers['transfer-encoding'] === undefined && length === 0) return null;
  if (length > limitBytes) throw tooLarge(limitBytes);
  if (headers.expect !== undefined) ctx.res.writeContinue();
  ctx.state.bodyOpened = true;
  return pipeInto(ctx.req, new LimitedBody(limitBytes));
}

function pipeInto(request: IncomingMessage, body: LimitedBody): LimitedBody {
  const abandon = () => {
    if (!request.complete) body.destroy(new ClientGone());
  };
  request.on('error', abandon).on('close', abandon);
  body
    .on('error', () => undefined)
    .on('close', () => {
      request.unpipe(body);
      // What still comes is thrown away; how long that may go on is `hang-up-on-rest.ts`.
      request.resume();
    });
  return request.pipe(body);
}
