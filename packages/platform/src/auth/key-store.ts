import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { unavailable } from '../errors';

export interface JsonWebKeySet {
  readonly keys: readonly (JsonWebKey & { kid?: string })[];
}

/** Keys by their id, fetched when one is asked for that is not known. */
export interface KeyStore {
  /**
   * @returns undefined when the set has no key of that id
   * @throws whatever fetching the set throws, if the key is not known from before
   */
  find(kid: string): Promise<KeyObject | undefined>;
}

/** However many unknown ids are asked for, the set is fetched no more often than this. */
const MIN_REFETCH_INTERVAL_MS = 5_000;

/** After a failure sooner: nobody who needs the key can get in meanwhile. */
const RETRY_INTERVAL_MS = 1_000;

/** Keeps the RSA keys of a set. A key that leaves the set is forgotten with the next fetch. */
export function createKeyStore(fetchKeys: () => Promise<JsonWebKeySet>, now: () => number): KeyStore {
  let keys = new Map<string, KeyObject>();
  let nextFetchAtMs = -Infinity;
  let failed = false;
  let fetching: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    failed = true;
    nextFetchAtMs = now() + RETRY_INTERVAL_MS;
    keys = readKeys(await fetchKeys());
    failed = false;
    nextFetchAtMs = now() + MIN_REFETCH_INTERVAL_MS;
  }

  return {
    async find(kid) {
      const known = keys.get(kid);
      if (known) return known;
      if (fetching === undefined && now() >= nextFetchAtMs) {
        fetching = refresh().finally(() => (fetching = undefined));
      }
      await fetching;
      if (failed) throw unavailable('auth service');
      return keys.get(kid);
    },
  };
}

/** What is not an RSA key is left out, so that it cannot make the others unusable. */
function readKeys({ keys }: JsonWebKeySet): Map<string, KeyObject> {
  const readable = new Map<string, KeyObject>();
  for (const { kid, ...jwk } of keys) {
    if (typeof kid !== 'string' || jwk.kty !== 'RSA') continue;
    try {
      readable.set(kid, createPublicKey({ key: jwk, format: 'jwk' }));
    } catch {
      // A malformed key: nothing can have been signed that it verifies.
    }
  }
  return readable;
}
