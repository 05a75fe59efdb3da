import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'prettier';

const ROOT = resolve(__dirname, '../..');
const SERVICES = ['auth', 'user', 'product', 'order', 'payment', 'notification'] as const;

interface Generator {
  readonly openApiDocument: object;
}

interface Merger {
  readonly mergeOpenApi: (documents: readonly object[]) => object;
}

/** Writes the OpenAPI document of each service, and the gateway's, which is all of them in one. Run it after a build. */
async function main(): Promise<void> {
  const documents: object[] = [];
  for (const service of SERVICES) {
    const { openApiDocument } = await load<Generator>(service);
    documents.push(openApiDocument);
    await write(service, openApiDocument);
  }
  const { mergeOpenApi } = await load<Merger>('gateway');
  await write('gateway', mergeOpenApi(documents));
}

async function load<T>(service: string): Promise<T> {
  const path = join(ROOT, 'services', service, 'dist/openapi.js');
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run build first`);
  return (await import(path)) as T;
}

async function write(service: string, document: object): Promise<void> {
  const path = join(ROOT, 'services', service, 'openapi.json');
  writeFileSync(path, await format(JSON.stringify(document), { parser: 'json', printWidth: 110 }));
  console.log(`services/${service}/openapi.json`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
