/** So many requests in so much time, per address or per person. */
export interface Quota {
  /** As the RateLimit headers and the metrics name it. */
  readonly name: string;
  readonly requests: number;
  readonly windowSeconds: number;
}

/** What is left of a quota after a request was counted. */
export interface QuotaState {
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly exceeded: boolean;
}

/** A quota as an item of RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11). */
export const policyItem = ({ name, requests, windowSeconds }: Quota): string =>
  `"${name}";q=${requests};w=${windowSeconds}`;

/** What is left of it as an item of RateLimit. */
export const stateItem = ({ name }: Quota, { remaining, resetSeconds }: QuotaState): string =>
  `"${name}";r=${remaining};t=${resetSeconds}`;
