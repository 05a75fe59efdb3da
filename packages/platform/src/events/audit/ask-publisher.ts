import type { CloudEvent } from '@sidecart/contracts';
import type { ServiceClient } from '../../dapr/service-client';
import type { PublishedEvents, PublishedPage } from './published-events';

/** What another service has published, over its `outboxRoutes`. */
export function askPublisher(publisher: string, client: ServiceClient): PublishedEvents {
  async function ask<T>(call: Parameters<ServiceClient['call']>[0]): Promise<T> {
    const { status, body } = await client.call(call);
    // Not a matter of waiting: the two do not understand each other.
    if (status !== 200) throw Object.assign(new Error(`${publisher} answered ${status}`), { cause: body });
    return body as T;
  }
  return {
    list({ topics, after, maxAgeSeconds, limit }) {
      const query = new URLSearchParams({
        topics: topics.join(','),
        limit: String(limit),
        ...(after === undefined ? {} : { after }),
        ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds: String(maxAgeSeconds) }),
      });
      return ask<PublishedPage>({ method: 'GET', path: `/internal/events?${query.toString()}` });
    },
    async fetch(ids) {
      const { events } = await ask<{ events: CloudEvent[] }>({
        method: 'POST',
        path: '/internal/events/fetch',
        body: { ids },
      });
      return events;
    },
  };
}
