import type { IncomingHttpHeaders } from 'undici/types/header';
import type { GatewayContext } from './gateway-context';
import { hopByHop } from './hop-by-hop';

/** What tells about the inside, or is the gateway's to say. */
const DROPPED =
  /^(?:dapr-|grpc-|x-forwarded-|access-control-|ratelimit|server$|x-powered-by$|via$|forwarded$|date$|traceparent$|tracestate$|baggage$|x-request-id$|x-outage$|vary$)/;

/** Sets the headers of a service's answer on ours. Without a Cache-Control of the service nothing is to be kept. */
export function passHeaders(ctx: GatewayContext, headers: IncomingHttpHeaders): void {
  const isHopByHop = hopByHop(headers['connection']);
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || isHopByHop(name) || DROPPED.test(name)) continue;
    ctx.res.setHeader(name, value);
  }
  if (headers['vary'] !== undefined) ctx.vary(headers['vary']);
  if (headers['cache-control'] === undefined) ctx.res.setHeader('cache-control', 'no-store');
}
