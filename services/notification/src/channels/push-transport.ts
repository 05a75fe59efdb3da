import { Agent, request } from 'node:https';
import { lookupPublic } from './public-addresses';

/** One request to a push service, encrypted and signed already. */
export interface PushRequest {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends requests to push services. */
export interface PushTransport {
  /** @returns the HTTP status; @throws when there is no answer in time */
  post(request: PushRequest): Promise<number>;
  /** Ends idle connections. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/** Over https to public addresses only. Redirects are not followed, and what is answered is not read. */
export function createPushTransport(): PushTransport {
  const agent = new Agent({ keepAlive: true, maxSockets: 16, lookup: lookupPublic });
  return {
    post: ({ endpoint, headers, body }) =>
      new Promise<number>((resolve, reject) => {
        const options = { method: 'POST', headers, agent, signal: AbortSignal.timeout(TIMEOUT_MS) };
        request(endpoint, options, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end(body);
      }),
    close() {
      agent.destroy();
      return Promise.resolve();
    },
  };
}
