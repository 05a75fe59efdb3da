import { randomUUID } from 'node:crypto';

/** An answer of the platform, whatever its status. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface Call {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object that becomes JSON, or bytes whose type the headers say. */
  readonly body?: object | Buffer;
}

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** Where a shop is. */
export interface ShopAddress {
  readonly gatewayUrl: string;
  readonly inboxUrl: string;
  /** What sends the requests, `fetch` unless somebody wants to see every answer. */
  readonly send: typeof fetch;
}

let shop: ShopAddress = {
  gatewayUrl: process.env['SIDECART_URL'] ?? 'http://localhost:3000',
  inboxUrl: process.env['SIDECART_INBOX_URL'] ?? 'http://localhost:8025',
  send: fetch,
};
const MAX_WAIT_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** Has all calls of this process go to another shop than the one that `npm start` runs. */
export function useShop(other: Partial<ShopAddress>): void {
  shop = { ...shop, ...other };
}

/** Calls the platform as any REST client would. */
export async function call<T = Record<string, unknown>>(
  method: string,
  path: string,
  { token, headers, body }: Call = {},
): Promise<Answer<T>> {
  const response = await shop.send(shop.gatewayUrl + path, {
    method,
    headers: {
      ...(body === undefined || Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? null : Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : { text }) as T,
  };
}

/** A header that makes a request safe to repeat. */
export const idempotencyKey = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

/**
 * Looks again and again until there is something to see.
 *
 * @throws when there is nothing after that time, by default thirty seconds
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined>,
  timeoutMs = MAX_WAIT_MS,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${timeoutMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Waits for a mail to an address whose subject matches. */
export const waitForMail = (to: string, subject: RegExp): Promise<Mail> =>
  waitFor(`The mail "${subject.source}"`, async () =>
    (await mailsTo(to)).find((mail) => subject.test(mail.subject)),
  );

/** The text messages that the mail catcher holds for a number, newest first. */
export async function textsTo(to: string): Promise<{ to: string; text: string }[]> {
  const response = await fetch(`${shop.inboxUrl}/api/texts?to=${encodeURIComponent(to)}`);
  return (await response.json()) as { to: string; text: string }[];
}

/** What the mail catcher holds for an address, newest first. */
export async function mailsTo(to: string): Promise<Mail[]> {
  const response = await fetch(`${shop.inboxUrl}/api/mails?to=${encodeURIComponent(to)}`);
  return (await response.json()) as Mail[];
}
