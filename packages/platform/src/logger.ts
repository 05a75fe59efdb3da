import { isSpanContextValid, trace } from '@opentelemetry/api';
import { createLogger as createWinston, format, transports, type Logger } from 'winston';
import { redact, redactText } from './redact';
import { currentRequestId } from './request-context';

export type { Logger } from 'winston';

const withContext = format((info) => {
  const requestId = currentRequestId();
  if (requestId) info['requestId'] = requestId;
  const span = trace.getActiveSpan()?.spanContext();
  if (span && isSpanContextValid(span)) info['traceId'] = span.traceId;
  return info;
});

const redacted = format((info) => {
  const { level, message, ...members } = info;
  if (typeof message === 'string') info.message = redactText(message);
  return Object.assign(info, redact(members), { level });
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
