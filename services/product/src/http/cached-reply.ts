import { createHash } from 'node:crypto';
import type { Cache, Reply } from '@sidecart/platform';
import { isNotModified } from './is-not-modified';

/** Browsers and CDNs hear of no change, so they keep a copy only as long as one being stale hurts nobody. */
const CACHE_CONTROL = 'public, max-age=10, stale-while-revalidate=30';

export interface Document {
  readonly body: object;
  /** The RFC 8288 link of a page. */
  readonly link?: string | undefined;
  /** Of what people edit: it becomes the part of the ETag that If-Match looks at. */
  readonly version?: number;
}

/**
 * Answers with a document out of the cache, or loads it. What is cached are the bytes of the answer, so that a hit is
 * neither read from the database nor rendered.
 *
 * @param ifNoneMatch the header; a client whose copy is still right gets a 304
 */
export async function cachedReply(
  cache: Cache,
  key: string,
  ifNoneMatch: string | undefined,
  load: () => Promise<Document>,
): Promise<Reply> {
  const { value, outcome } = await cache.read(key, async () => pack(await load()));
  const { etag, link, json } = unpack(value);
  const headers = {
    etag,
    'cache-control': CACHE_CONTROL,
    'x-cache': outcome,
    ...(link === '' ? {} : { link }),
  };
  if (isNotModified(ifNoneMatch, etag)) return { status: 304, headers };
  return {
    status: 200,
    body: Buffer.from(json),
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  };
}

/** An entity tag of a document's bytes, which begins with its version where it has one. */
export function documentTag(json: string, version?: number): string {
  const digest = createHash('sha256').update(json).digest('base64url').slice(0, 16);
  return version === undefined ? `"${digest}"` : `"${version}-${digest}"`;
}

/** Neither headers nor JSON hold a line break, so one line each is all the format there is. */
function pack({ body, link = '', version }: Document): string {
  const json = JSON.stringify(body);
  return `${documentTag(json, version)}\n${link}\n${json}`;
}

function unpack(text: string): { etag: string; link: string; json: string } {
  const first = text.indexOf('\n');
  const second = text.indexOf('\n', first + 1);
  return { etag: text.slice(0, first), link: text.slice(first + 1, second), json: text.slice(second + 1) };
}
