import type { Readable } from 'node:stream';

/** What a handler answers. `body` is an object that becomes JSON, bytes, or a stream with its own media type. */
export interface Reply {
  readonly status: number;
  readonly body?: object | Buffer | Readable;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: object, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body,
  headers,
});

/** @param location the path of what was created, as the client sees it */
export const created = (location: string, body: object, headers: Record<string, string> = {}): Reply => ({
  status: 201,
  body,
  headers: { ...headers, location },
});

export const accepted = (body: object): Reply => ({ status: 202, body });

export const noContent = (): Reply => ({ status: 204 });
