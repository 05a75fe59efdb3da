/** What browsers and we have to agree on, and whom we talk to. */
export interface PushOptions {
  /** The public half of the VAPID key, which browsers subscribe with (P-256, uncompressed, base64url). */
  readonly publicKey: string;
  /** Whether notifications may be sent to that address: we would call whatever somebody subscribes with. */
  isAllowed(endpoint: string): boolean;
}

const MAX_ENDPOINT_LENGTH = 1_000;

/**
 * Allows the push services of browser makers, over https at its own port. An address by number has none of their names.
 *
 * @param hosts names that are allowed, or with a dot before them, everything below them
 */
export const createPushOptions = (publicKey: string, hosts: readonly string[]): PushOptions => ({
  publicKey,
  isAllowed(endpoint) {
    if (endpoint.length > MAX_ENDPOINT_LENGTH || !URL.canParse(endpoint)) return false;
    const { protocol, hostname, port, username, password, hash } = new URL(endpoint);
    const isPlain = protocol === 'https:' && port === '' && username === '' && password === '' && hash === '';
    return (
      isPlain && hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host))
    );
  },
});
