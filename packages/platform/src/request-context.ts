import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and outgoing call of one request or event carries. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything it awaits can read the context. */
export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The id of the request being served, or undefined outside of one. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;
