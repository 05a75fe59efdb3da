import { randomBytes } from 'node:crypto';
import { context, isSpanContextValid, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';

let isInstrumented = false;

/** Told by `tracing.ts` when instrumentation wraps the HTTP server and client and carries the context itself. */
export const noteInstrumentation = (): void => void (isInstrumented = true);

/** Runs `work` in the trace that the headers of a request carry, unless a span was opened for it already. */
export function inTraceOf<T>(headers: object, work: () => T): T {
  if (!('traceparent' in headers) || trace.getActiveSpan()) return work();
  return context.with(propagation.extract(ROOT_CONTEXT, headers), work);
}

/** The headers that hand the trace on to whatever is called. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isInstrumented) propagation.inject(context.active(), headers);
  return headers;
}

/** The W3C `traceparent` of what is being done, or undefined where nothing is traced. */
export function currentTraceparent(): string | undefined {
  const headers: { traceparent?: string } = {};
  propagation.inject(context.active(), headers);
  return headers.traceparent;
}

/** The id of the trace in which something is being done, 32 hex digits, or undefined where nothing is traced. */
export function currentTraceId(): string | undefined {
  const spanContext = trace.getSpanContext(context.active());
  return spanContext && isSpanContextValid(spanContext) ? spanContext.traceId : undefined;
}

/** Goes on in an earlier trace, such as one that was kept with an order; without one, in whatever is active. */
export const inTrace = <T>(traceparent: string | null | undefined, work: () => T): T =>
  traceparent ? context.with(propagation.extract(ROOT_CONTEXT, { traceparent }), work) : work();

/** Runs `work` in the active trace, or in a new one that nobody records: what it leads to can still be found by its id. */
export const inSomeTrace = <T>(work: () => T): T =>
  inTrace(
    currentTraceId()
      ? undefined
      : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`,
    work,
  );
