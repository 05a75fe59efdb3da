import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';

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
