import { partlyUnavailable, type Logger, type Sidecar } from '@sidecart/platform';
import { LRUCache } from 'lru-cache';
import { contentHashOf } from '../domain/product-image';
import type { ImageStore } from '../use-cases/image-store';
import { createImageBinding } from './image-binding';

export interface ImageStoreOptions {
  readonly sidecar: Pick<Sidecar, 'invokeBinding'>;
  readonly log: Logger;
  /** How many bytes of images are kept in memory, so that a picture on the front page is not fetched for everybody. */
  readonly cacheBytes: number;
}

/** The images behind the binding. What comes out is compared with its hash, and then kept in memory for a while. */
export function createImageStore({ sidecar, log, cacheBytes }: ImageStoreOptions): ImageStore {
  const binding = createImageBinding(sidecar);

  async function fetchChecked(objectName: string, contentHash: string): Promise<Buffer> {
    const bytes = await binding.get(objectName);
    if (contentHashOf(bytes) === contentHash) return bytes;
    log.error('a stored image is not what was stored', { objectName, sizeBytes: bytes.length });
    throw partlyUnavailable('image store');
  }

  const cache = new LRUCache<string, Buffer, string>({
    maxSize: cacheBytes,
    sizeCalculation: (bytes) => bytes.length + 1,
    // Those who ask while it is fetched wait for the same answer, also if it is evicted before it has come.
    fetchMethod: (objectName, _stale, { context }) => fetchChecked(objectName, context),
    ignoreFetchAbort: true,
  });

  return {
    save: (objectName, bytes, mediaType) => binding.create(objectName, bytes, mediaType),
    load: (objectName, contentHash) => cache.forceFetch(objectName, { context: contentHash }),
    remove: async (objectName) => {
      cache.delete(objectName);
      await binding.delete(objectName);
    },
  };
}
