import { BindingRefused, unavailable, type Logger, type Sidecar } from '@sidecart/platform';
import { LRUCache } from 'lru-cache';
import { contentHashOf } from '../domain/product-image';
import type { ImageStore } from '../use-cases/image-store';

const BINDING = 'images';
const TIMEOUT_MS = 10_000;

/** How the bindings for local disk, S3 and Azure say that there is nothing of that name: all by a 500 and in words. */
const NOTHING_THERE = /not found|no such file|cannot find the (?:file|path)/i;

export interface ImageStoreOptions {
  readonly sidecar: Pick<Sidecar, 'invokeBinding'>;
  readonly log: Logger;
  /** How many bytes of images are kept in memory, so that a picture on the front page is not fetched for everybody. */
  readonly cacheBytes: number;
}

/**
 * The Dapr output binding `images`. Bytes travel as base64 to the binding, which decodes them (S3 and Azure when their
 * component says `decodeBase64`), and come back as they are.
 */
export function createImageStore({ sidecar, log, cacheBytes }: ImageStoreOptions): ImageStore {
  const call = (
    operation: string,
    name: string,
    more: { metadata?: Record<string, string>; data?: string } = {},
  ) =>
    sidecar.invokeBinding({
      name: BINDING,
      operation,
      // The name of the name differs: local disk, S3, Azure. Each ignores the others'.
      metadata: { fileName: name, key: name, blobName: name, ...more.metadata },
      ...(more.data === undefined ? {} : { data: more.data }),
      timeoutMs: TIMEOUT_MS,
    });

  async function fetchChecked(objectName: string, contentHash: string): Promise<Buffer> {
    const bytes = await call('get', objectName).catch(refusedIsUnavailable);
    if (contentHashOf(bytes) === contentHash) return bytes;
    log.error('a stored image is not what was stored', { objectName, sizeBytes: bytes.length });
    throw storeUnavailable();
  }

  const cache = new LRUCache<string, Buffer, string>({
    maxSize: cacheBytes,
    sizeCalculation: (bytes) => bytes.length + 1,
    // Those who ask while it is fetched wait for the same answer, also if it is evicted before it has come.
    fetchMethod: (objectName, _stale, { context }) => fetchChecked(objectName, context),
    ignoreFetchAbort: true,
  });

  return {
    async save(objectName, bytes, mediaType) {
      const metadata = { 'Content-Type': mediaType, contentType: mediaType };
      await call('create', objectName, { metadata, data: bytes.toString('base64') }).catch(
        refusedIsUnavailable,
      );
    },
    async load(objectName, contentHash) {
      const bytes = await cache.fetch(objectName, { context: contentHash });
      if (!bytes) throw storeUnavailable();
      return bytes;
    },
    async remove(objectName) {
      cache.delete(objectName);
      await call('delete', objectName).catch((error: unknown) => {
        if (error instanceof BindingRefused && NOTHING_THERE.test(error.answer)) return undefined;
        return refusedIsUnavailable(error);
      });
    },
  };
}

const storeUnavailable = () => unavailable('image store');

/** Whoever asked may try again: a binding does not say whether it will never work. */
function refusedIsUnavailable(error: unknown): never {
  if (!(error instanceof BindingRefused)) throw error;
  throw Object.assign(storeUnavailable(), { cause: error });
}
