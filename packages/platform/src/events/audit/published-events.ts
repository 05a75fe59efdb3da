import type { CloudEvent } from '@sidecart/contracts';

export interface PublishedQuery {
  readonly topics: readonly string[];
  /** The position of the answer before; without it, from the beginning of what is kept. */
  readonly after?: string;
  /** Only what was published in the last so many seconds: for a first question that is not to begin at the beginning. */
  readonly maxAgeSeconds?: number;
  readonly limit: number;
}

export interface PublishedPage {
  /** In the order of their publication. */
  readonly ids: readonly string[];
  /** Where to go on. Opaque to whoever asks. */
  readonly position: string;
  /** Whether there is more already. */
  readonly hasMore: boolean;
}

/** What a service has published and still keeps. Asking changes nothing. */
export interface PublishedEvents {
  list(query: PublishedQuery): Promise<PublishedPage>;
  /** Gives events of a list, or the first of them if all were too much for one answer; none when none is kept any more. */
  fetch(ids: readonly string[]): Promise<CloudEvent[]>;
}
