import { BindingRefused, partlyUnavailable, type BindingCall, type Sidecar } from '@sidecart/platform';
import CircuitBreaker from 'opossum';

const BINDING = 'images';

/** Less than the gateway waits. */
const READ_TIMEOUT_MS = 4_000;
const WRITE_TIMEOUT_MS = 8_000;

/** How the bindings for local disk, S3 and Azure say that there is nothing of that name: all by a 500 and in words. */
const NOTHING_THERE = /not found|no such file|cannot find the (?:file|path)/i;

/** The Dapr output binding `images`. Every method throws DomainError unavailable when it is not known to have worked. */
export interface ImageBinding {
  create(objectName: string, bytes: Buffer, mediaType: string): Promise<void>;
  get(objectName: string): Promise<Buffer>;
  /** Resolves as well when there is nothing of that name. */
  delete(objectName: string): Promise<void>;
}

/** Behind a circuit breaker: when the store hangs, callers are told at once instead of waiting in line. */
export function createImageBinding(sidecar: Pick<Sidecar, 'invokeBinding'>): ImageBinding {
  const breaker = new CircuitBreaker((call: BindingCall) => sidecar.invokeBinding(call), {
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 10,
    resetTimeout: 3_000,
    name: BINDING,
    errorFilter: isNothingThere,
  });
  const invoke = (call: Omit<BindingCall, 'name'>) => breaker.fire({ ...call, name: BINDING });
  return {
    async create(objectName, bytes, mediaType) {
      await invoke({
        operation: 'create',
        metadata: { ...names(objectName), 'Content-Type': mediaType, contentType: mediaType },
        data: bytes.toString('base64'),
        timeoutMs: WRITE_TIMEOUT_MS,
      }).catch(fail);
    },
    get: (objectName) =>
      invoke({ operation: 'get', metadata: names(objectName), timeoutMs: READ_TIMEOUT_MS }).catch(fail),
    async delete(objectName) {
      const call = { operation: 'delete', metadata: names(objectName), timeoutMs: WRITE_TIMEOUT_MS };
      await invoke(call).catch((error: unknown) => (isNothingThere(error) ? undefined : fail(error)));
    },
  };
}

/** The name of the name differs: local disk, S3, Azure. Each ignores the others'. */
const names = (name: string) => ({ fileName: name, key: name, blobName: name });

const isNothingThere = (error: unknown): boolean =>
  error instanceof BindingRefused && NOTHING_THERE.test(error.answer);

/** Whoever asked may try again: a binding does not say whether it will never work. The catalogue does not need it. */
function fail(error: unknown): never {
  throw Object.assign(partlyUnavailable('image store'), { cause: error });
}
