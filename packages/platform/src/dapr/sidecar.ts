import { CommunicationProtocolEnum, DaprClient, LogLevel } from '@dapr/dapr';
import type { CloudEvent } from '@sidecart/contracts';
import { Pool } from 'undici';
import { unavailable } from '../errors';
import { invokeBinding, type BindingCall } from './invoke-binding';
import { invoke, type Invocation, type InvocationResult } from './invoke';
import { publishBulk } from './publish-bulk';
import { secretMembers } from './secret-members';
import { within } from './within';

export interface SidecarOptions {
  readonly port: number;
  readonly host?: string;
  /** DAPR_API_TOKEN; absent only in development and tests. */
  readonly apiToken?: string | undefined;
}

/** All that services ask of their own sidecar. Every method throws when it did not succeed. */
export interface Sidecar {
  /** Calls another service; any HTTP status is a result, no answer at all is an error. */
  invoke(call: Invocation): Promise<InvocationResult>;
  /** Publishes events of one topic and returns the ids of those the broker did not take. */
  publishBulk(topic: string, events: readonly CloudEvent[]): Promise<ReadonlySet<string>>;
  getState(key: string): Promise<string | undefined>;
  saveState(key: string, value: string, ttlSeconds: number): Promise<void>;
  /**
   * Has an output binding do something, such as `create` or `get`.
   *
   * @returns what the binding answered, which may be nothing
   */
  invokeBinding(call: BindingCall): Promise<Buffer>;
  /** The members of a secret of the component `secrets`, whether that holds several values in a secret or one. */
  getSecret(name: string): Promise<Record<string, string>>;
  /** Answers once the sidecar's API can be used. It does not wait for the app to be ready. */
  checkReady(): Promise<void>;
  close(): Promise<void>;
}

const CACHE = 'cache';
const SECRETS = 'secrets';
const STATE_TIMEOUT_MS = 300;
const SECRET_TIMEOUT_MS = 30_000;
const READY_TIMEOUT_MS = 1_000;

/**
 * Connects to the sidecar. Invocation and bulk publishing go over a keep-alive pool, since the SDK loses statuses and
 * reports a failed bulk publish as a success; state and secrets go through the SDK.
 */
export function connectSidecar({ port, host = '127.0.0.1', apiToken }: SidecarOptions): Sidecar {
  const pool = new Pool(`http://${host}:${port}`, { connections: 128, pipelining: 1 });
  const token = apiToken === undefined ? {} : { 'dapr-api-token': apiToken };
  const client = createSdkClient(host, port, apiToken);
  const state = <T>(work: Promise<T>) => within(STATE_TIMEOUT_MS, 'cache', work);

  return {
    invoke: (call) => invoke(pool, token, call),
    publishBulk: (topic, events) => publishBulk(pool, token, topic, events),
    invokeBinding: (call) => invokeBinding(pool, token, call),
    async getState(key) {
      const value = await state(client.state.get(CACHE, encodeURIComponent(key)));
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
    async saveState(key, value, ttlSeconds) {
      const metadata = { ttlInSeconds: String(ttlSeconds) };
      throwIfFailed(await state(client.state.save(CACHE, [{ key, value, metadata }])));
    },
    async getSecret(name) {
      const secret = await within(SECRET_TIMEOUT_MS, 'secret store', client.secret.get(SECRETS, name));
      return secretMembers(name, secret as Record<string, string>);
    },
    async checkReady() {
      const { statusCode, body } = await pool.request({
        method: 'GET',
        path: '/v1.0/healthz/outbound',
        signal: AbortSignal.timeout(READY_TIMEOUT_MS),
      });
      await body.dump();
      if (statusCode !== 204) throw unavailable('sidecar');
    },
    async close() {
      await client.stop();
      await pool.close();
    },
  };
}

function createSdkClient(daprHost: string, port: number, daprApiToken: string | undefined): DaprClient {
  return new DaprClient({
    daprHost,
    daprPort: String(port),
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    logger: { level: LogLevel.Error, service: silent },
    ...(daprApiToken === undefined ? {} : { daprApiToken }),
  });
}

/** The SDK answers `{ error }` where it should throw. */
function throwIfFailed(result: unknown): void {
  const error = (result as { error?: unknown } | undefined)?.error;
  if (error !== undefined) throw Object.assign(unavailable('cache'), { cause: error });
}

/** What fails is thrown and logged by whoever asked; the SDK's own logger would say it twice and not as JSON. */
const silent = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  verbose: () => undefined,
  debug: () => undefined,
};
