import type { IncomingHttpHeaders } from 'node:http';
import { trace } from '@opentelemetry/api';
import type { Client } from './client-of';
import { hopByHop } from './hop-by-hop';

/**
 * What a client may not say: who it is (a verified token alone does), where it comes from, what the sidecar is to do,
 * which method or address was "really" meant.
 */
const CLAIMS =
  /^(?:dapr-|grpc-|proxy-|x-(?:user|forwarded|internal|auth|authenticated|caller|client|envoy|original|principal|real|remote|role|service|tenant)(?:-|s?$)|x-(?:http-)?method|x-rewrite-|x-cluster-client-ip$|true-client-ip$|cf-connecting-|remote-user$|forwarded$|via$)/;

/** What this hop decides itself: compression, tracing, expectations, ids. */
const OWN = new Set([
  'accept-encoding',
  'baggage',
  'expect',
  'host',
  'traceparent',
  'tracestate',
  'x-request-id',
]);

type Headers = Record<string, string | string[]>;

/** The headers a service gets to see: the client's own that are its to say, and what the gateway knows. */
export function toUpstreamHeaders(headers: IncomingHttpHeaders, client: Client, requestId: string): Headers {
  const isHopByHop = hopByHop(headers.connection);
  const passed: Headers = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || OWN.has(name) || isHopByHop(name) || CLAIMS.test(name)) continue;
    passed[name] = value;
  }
  passed['x-request-id'] = requestId;
  passed['x-forwarded-for'] = client.address;
  passed['x-forwarded-proto'] = client.protocol;
  if (client.host !== '') passed['x-forwarded-host'] = client.host;
  if (!trace.getActiveSpan()) passTrace(headers, passed);
  return passed;
}

const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A trace that the client began goes on; where this process takes part in it, its tracing says so instead. */
function passTrace({ traceparent, tracestate }: IncomingHttpHeaders, passed: Headers): void {
  if (typeof traceparent !== 'string' || !TRACEPARENT.test(traceparent)) return;
  passed['traceparent'] = traceparent;
  if (tracestate !== undefined) passed['tracestate'] = tracestate;
}
