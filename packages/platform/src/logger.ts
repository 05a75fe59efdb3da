import { isSpanContextValid, trace } from '@opentelemetry/api';
import { createLogger as createWinston, format, transports, type Logger } from 'winston';
import { currentRequestId } from './request-context';

export type { Logger } from 'winston';

const SECRET_NAME = /passw|token|secret|authorization|cookie|api-?key|card|cvv|cvc|signing/i;

/** Replaces the values of members whose names speak of secrets, at any depth. */
export function redact(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object' || depth > 6) return value;
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_NAME.test(key) && typeof item !== 'boolean' && typeof item !== 'number'
        ? '[redacted]'
        : redact(item, depth + 1),
    ]),
  );
}

const withContext = format((info) => {
  const requestId = currentRequestId();
  if (requestId) info['requestId'] = requestId;
  const span = trace.getActiveSpan()?.spanContext();
  if (span && isSpanContextValid(span)) info['traceId'] = span.traceId;
  return info;
});

const redacted = format((info) => {
  for (const [key, value] of Object.entries(info)) {
    if (key === 'level' || key === 'message') continue;
    info[key] = SECRET_NAME.test(key) && typeof value === 'string' ? '[redacted]' : redact(value);
  }
  return info;
});

/**
 * A JSON logger on standard output whose lines carry the service, the request id and the trace id. Members named like
 * secrets are redacted; bodies and headers are not to be logged in the first place.
 *
 * @param level error, warn, info, debug, or silent for nothing at all
 */
export function createLogger(service: string, level: string): Logger {
  return createWinston({
    level,
    silent: level === 'silent',
    defaultMeta: { service },
    format: format.combine(withContext(), redacted(), format.timestamp(), format.json()),
    transports: [new transports.Console()],
  });
}
