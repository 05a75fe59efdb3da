/** The trace of an order's own: in which happened what came with no other. */
export const traceIdOf = ({
  traceparent,
}: {
  readonly traceparent?: string | null | undefined;
}): string | null => traceparent?.split('-')[1] ?? null;
