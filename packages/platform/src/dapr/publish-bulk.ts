import type { CloudEvent } from '@sidecart/contracts';
import type { Pool } from 'undici';
import { unavailable } from '../errors';

const PUBSUB = 'pubsub';

/** Longer than a broker component's reconnect wait: a publish cut short may look like a success to the sidecar. */
const PUBLISH_TIMEOUT_MS = 10_000;

interface BulkResponse {
  readonly failedEntries?: readonly { readonly entryId: string }[];
}

/**
 * Publishes events of one topic in one call (`/v1.0/publish/bulk`), each in its own CloudEvents envelope, so that a
 * repeated publish carries the same id.
 *
 * @returns the ids of the events that were not taken
 * @throws DomainError unavailable when nothing was taken, or that cannot be told
 */
export async function publishBulk(
  pool: Pool,
  headers: Readonly<Record<string, string>>,
  topic: string,
  events: readonly CloudEvent[],
): Promise<ReadonlySet<string>> {
  const { status, text } = await post(
    pool,
    headers,
    `/v1.0/publish/bulk/${PUBSUB}/${topic}`,
    events.map((event) => ({
      entryId: event.id,
      event,
      contentType: 'application/cloudevents+json',
      // Brokers that keep the order of a key keep that of a subject's events; the others take no notice.
      ...(event.subject === undefined ? {} : { metadata: { partitionKey: event.subject } }),
    })),
  );
  return status < 300 ? new Set() : failedIds(text);
}

async function post(pool: Pool, headers: Readonly<Record<string, string>>, path: string, body: object) {
  try {
    const response = await pool.request({
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PUBLISH_TIMEOUT_MS),
    });
    return { status: response.statusCode, text: await response.body.text() };
  } catch (error) {
    throw Object.assign(unavailable('message broker'), { cause: error });
  }
}

function failedIds(text: string): ReadonlySet<string> {
  try {
    const { failedEntries } = JSON.parse(text) as BulkResponse;
    if (failedEntries !== undefined && failedEntries.length > 0) {
      return new Set(failedEntries.map((entry) => entry.entryId));
    }
  } catch {
    // Not JSON: the sidecar itself failed, and which events were taken cannot be told.
  }
  throw Object.assign(unavailable('message broker'), { cause: text.slice(0, 500) });
}
