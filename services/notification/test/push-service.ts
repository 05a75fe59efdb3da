import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateVAPIDKeys } from 'web-push';
import type { PushTransport } from '../src/channels/push-transport';

/** A VAPID key pair for tests. */
export const VAPID = generateVAPIDKeys();

/** A browser that can be written to, and reads what it is sent. */
export interface Browser {
  readonly endpoint: string;
  /** The body with which it subscribes. */
  readonly subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** What it was sent, decrypted, oldest first. */
  readonly shown: Record<string, string>[];
}

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A push service over HTTP that checks what it is sent as RFC 8030, 8188, 8291 and 8292 have it. */
export interface PushService {
  /** Sends there what is for https://push.example. */
  readonly transport: PushTransport;
  readonly received: readonly Received[];
  /** What is answered for an endpoint instead of 201. */
  readonly answers: Map<string, number>;
  browser(): Browser;
  stop(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { keys: ECDH; auth: Buffer; browser: Browser }>();
  const received: Received[] = [];
  const answers = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers });
      const refusal = answers.get(path) ?? refuse(request.headers);
      const known = browsers.get(path);
      if (refusal === undefined && known) {
        known.browser.shown.push(
          JSON.parse(open(Buffer.concat(chunks), known.keys, known.auth)) as Record<string, string>,
        );
      }
      response.writeHead(refusal ?? (known ? 201 : 404)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    received,
    answers,
    transport: {
      async post({ endpoint, headers, body }) {
        const { pathname } = new URL(endpoint);
        const response = await fetch(url + pathname, { method: 'POST', headers, body: new Uint8Array(body) });
        return response.status;
      },
      close: () => Promise.resolve(),
    },
    browser() {
      const path = `/send/${randomBytes(12).toString('hex')}`;
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const auth = randomBytes(16);
      const endpoint = `https://push.example${path}`;
      const encoded = { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') };
      const browser: Browser = { endpoint, subscription: { endpoint, keys: encoded }, shown: [] };
      browsers.set(path, { keys, auth, browser });
      return browser;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The status a push service refuses with: the signature must be ours, for it, and not for long. */
function refuse(headers: IncomingHttpHeaders): number | undefined {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== VAPID.publicKey) return 403;
  const claims = readToken(token);
  if (!claims) return 401;
  const { aud, sub, exp } = claims;
  if (aud !== 'https://push.example' || !sub?.startsWith('mailto:')) return 403;
  const now = Date.now() / 1_000;
  if (exp === undefined || exp < now || exp > now + 24 * 3_600) return 403;
  if (!(Number(headers['ttl']) >= 0) || headers['content-encoding'] !== 'aes128gcm') return 400;
  return undefined;
}

/** The claims of a token that we signed (ES256). */
function readToken(token: string): { aud?: string; sub?: string; exp?: number } | undefined {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(VAPID.publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = Buffer.from(`${header}.${claims}`);
  const isOurs = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return isOurs ? (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud?: string }) : undefined;
}

/** Decrypts a message as the browser does (RFC 8188 and 8291): one record, padded with 0x02. */
function open(message: Buffer, browser: ECDH, auth: Buffer): string {
  const salt = message.subarray(0, 16);
  const keyLength = message[20] ?? 0;
  const sender = message.subarray(21, 21 + keyLength);
  const sealed = message.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32));
  const derive = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${what}\0`, length));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}
