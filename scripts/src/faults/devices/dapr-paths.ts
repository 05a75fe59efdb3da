import type { WholeAnswer } from '../../proxy/exchange';

interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

const PUBLISH = /^\/v1\.0(?:-alpha1)?\/publish\/(?:bulk\/)?[^/?]+\/([^/?]+)/;
const DELIVERY = /^\/events\/([^/?]+)/;

/** The topic that a request to a sidecar publishes to; undefined when it does something else. */
export const publishedTopic = ({ method, url = '' }: Asked): string | undefined =>
  method === 'POST' || method === 'PUT' ? PUBLISH.exec(url)?.[1] : undefined;

/** The topic of the event that a sidecar delivers to its service; undefined when it wants something else. */
export const deliveredTopic = ({ method, url = '' }: Asked): string | undefined =>
  method === 'POST' ? DELIVERY.exec(url)?.[1] : undefined;

/** Whether a service says of a delivery that its effect is there. */
export function isApplied({ status, body }: WholeAnswer): boolean {
  if (status !== 200) return false;
  try {
    return (JSON.parse(body.toString()) as { status?: string }).status === 'SUCCESS';
  } catch {
    return false;
  }
}
