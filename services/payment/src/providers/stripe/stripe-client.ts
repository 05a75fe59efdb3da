import Stripe from 'stripe';

export interface StripeConnection {
  readonly secretKey: string;
  /** Where Stripe's API is, if not where it always is: for tests. */
  readonly apiUrl?: string | undefined;
}

/** The version our requests and answers are written for; an upgrade is a change of this code. */
const API_VERSION = '2026-10-28.endive';

/** A client that repeats nothing by itself: whether and when to repeat is decided by the workers. */
export function createStripeClient({ secretKey, apiUrl }: StripeConnection): Stripe {
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'sidecart' },
    ...(apiUrl === undefined ? {} : placeOf(new URL(apiUrl))),
  });
}

const placeOf = ({ protocol, hostname, port }: URL) => ({
  protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
  host: hostname,
  ...(port === '' ? {} : { port }),
});
