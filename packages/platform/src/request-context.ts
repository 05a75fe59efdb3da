import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What every log line and outgoing call of one request or event carries. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything it awaits can read the context. */
export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The id of the request being served, or undefined outside of one. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

const REQUEST_ID = /^[\w.-]{1,128}$/;

/** The id a caller gave a request if it is well-formed (letters, digits, `.`, `_`, `-`), otherwise a new one. */
export const requestIdFrom = (given: string | undefined): string =>
  given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
