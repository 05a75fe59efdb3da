import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenApiDocument } from '@sidecart/platform';
import { UPSTREAM_IDS } from '../src/http/routing-table';
import { mergeOpenApi } from '../src/openapi';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument;
const documentOf = (service: string) => join(__dirname, '../..', service, 'openapi.json');

describe('the contract of the gateway', () => {
  it('is written down in openapi.json: the documents of the services, merged', () => {
    const documents = UPSTREAM_IDS.map(documentOf).filter(existsSync).map(read);
    const merged: unknown = JSON.parse(JSON.stringify(mergeOpenApi(documents)));
    expect(read(documentOf('gateway'))).toEqual(merged);
  });
});
