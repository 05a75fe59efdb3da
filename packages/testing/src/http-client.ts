import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventContract, EventData } from '@sidecart/contracts';
import type Koa from 'koa';
import { request } from 'undici';

export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every form
  readonly body: any;
  readonly text: string;
  readonly bytes: Buffer;
}

export interface TestRequest {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object that becomes JSON, or text or bytes that are sent as they are. */
  readonly body?: object | string | Buffer;
}

export interface TestServer {
  readonly url: string;
  send(method: string, path: string, options?: TestRequest): Promise<TestResponse>;
  /** Delivers an event as the sidecar would and returns the verdict. */
  deliver<C extends EventContract>(
    contract: C,
    data: EventData<C>,
    eventId?: string,
    attributes?: { readonly time?: string; readonly traceparent?: string },
  ): Promise<string>;
  close(): Promise<void>;
}

/** Serves an application on a free port and speaks HTTP with it. */
export async function serve(app: Koa): Promise<TestServer> {
  const server = createServer(app.callback());
  // As a service does: one that closes idle connections earlier resets requests now and then.
  server.keepAliveTimeout = 95_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send: TestServer['send'] = (method, path, options) => sendTo(url, method, path, options);
  return {
    url,
    send,
    async deliver(contract, data, eventId = randomUUID(), attributes = {}) {
      const envelope = {
        specversion: '1.0',
        id: eventId,
        type: contract.type,
        source: contract.publisher,
        ...attributes,
        data,
      };
      const headers = { 'content-type': 'application/cloudevents+json' };
      const { body } = await send('POST', `/events/${contract.type}`, {
        headers,
        body: JSON.stringify(envelope),
      });
      return (body as { status: string }).status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends one request and reads its answer, whatever its status. */
export async function sendTo(
  url: string,
  method: string,
  path: string,
  { token, headers, body }: TestRequest = {},
): Promise<TestResponse> {
  const response = await request(url + path, {
    method: method as 'GET',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: token }),
      ...headers,
    },
    body: body === undefined ? null : toWire(body),
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  const text = bytes.toString();
  const isJson = /[/+]json/.test(String(response.headers['content-type']));
  return {
    status: response.statusCode,
    headers: response.headers,
    text,
    bytes,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

const toWire = (body: object | string | Buffer) =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
