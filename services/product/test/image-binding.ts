import { BindingRefused, unavailable, type BindingCall } from '@sidecart/platform';
import type { ProductService } from './harness';

/** The binding `images` as the sidecar's for local disk behaves. */
export interface ImageBinding {
  readonly objects: Map<string, Buffer>;
  readonly calls: BindingCall[];
  /** What fails for now: the whole sidecar, or the binding for these operations. */
  failing: 'sidecar' | readonly string[];
  /** What is waited for before something is stored. */
  beforeCreate: (() => Promise<void>) | undefined;
}

/** Puts a binding `images` behind a service. */
export function bindImages(service: ProductService): ImageBinding {
  const binding: ImageBinding = {
    objects: new Map(),
    calls: [],
    failing: [],
    beforeCreate: undefined,
  };
  service.sidecar.bindAs('images', async (call) => {
    binding.calls.push(call);
    if (call.operation === 'create') await binding.beforeCreate?.();
    if (binding.failing === 'sidecar') throw unavailable('binding images');
    if (binding.failing.includes(call.operation)) throw refused('disk full');
    return perform(binding.objects, call);
  });
  return binding;
}

const refused = (message: string) =>
  new BindingRefused('images', 500, JSON.stringify({ errorCode: 'ERR_INVOKE_OUTPUT_BINDING', message }));

function perform(objects: Map<string, Buffer>, { operation, metadata = {}, data }: BindingCall): Buffer {
  const name = metadata['fileName'] ?? '';
  // S3 and Azure look for the name under these.
  expect([metadata['key'], metadata['blobName']]).toEqual([name, name]);
  if (operation === 'create') {
    expect(objects.has(name)).toBe(false);
    objects.set(name, Buffer.from(data as string, 'base64'));
    return Buffer.from(JSON.stringify({ fileName: name }));
  }
  const bytes = objects.get(name);
  if (operation === 'get') {
    if (!bytes) throw refused(`error invoking output binding images: file not found: /images/${name}`);
    return bytes;
  }
  if (!objects.delete(name))
    throw refused(`error deleting file ${name}: remove ${name}: no such file or directory`);
  return Buffer.alloc(0);
}
