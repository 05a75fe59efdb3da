import { isSpanContextValid, trace } from '@opentelemetry/api';
import { createLogger, format, transports } from 'winston';

/** What a line of the access log says. Nothing in it was chosen by the client but for the form of its request id. */
export interface AccessLine {
  readonly requestId: string;
  readonly method: string;
  /** The prefix of the route, never the path or the query. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  /** All that went out, headers included. */
  readonly bytes: number;
  /** Who called, if a token was verified. */
  readonly userId?: string;
  /** Whose fault it is that the answer is not complete, if it is not. */
  readonly cutShortBy?: 'client' | 'upstream';
}

export type AccessLog = (line: AccessLine) => void;

const TEXT = Symbol.for('message');

const asJson = format((info) => Object.assign(info, { [TEXT]: JSON.stringify(info) }));

/**
 * A winston logger for one line per request, in the form of the platform's. It does not look for secrets: the members
 * are fixed, and the search is most of what a line costs.
 *
 * @param level the least level that is logged; the lines are `info`, those of probes `debug`
 */
export function createAccessLog(level: string, stream: NodeJS.WritableStream = process.stdout): AccessLog {
  const logger = createLogger({ level, format: asJson(), transports: [new transports.Stream({ stream })] });
  return (line) => {
    const span = trace.getActiveSpan()?.spanContext();
    logger.log({
      level: line.route === '/health' ? 'debug' : 'info',
      message: 'request',
      service: 'gateway',
      timestamp: new Date().toISOString(),
      ...line,
      ...(span && isSpanContextValid(span) ? { traceId: span.traceId } : {}),
    });
  };
}
