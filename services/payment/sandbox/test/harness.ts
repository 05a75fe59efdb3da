import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@sidecart/platform';
import { createTestDatabase, sendTo, type TestRequest, type TestResponse } from '@sidecart/testing';
import type { SandboxConfig } from '../src/config';
import { ormConfig } from '../src/db/orm';
import { startSandbox } from '../src/start';

export const API_KEY = 'sandbox-api-key-of-the-tests';
export const WEBHOOK_SECRET = 'sandbox-webhook-secret-of-the-tests';

export interface TestSandbox {
  readonly url: string;
  readonly databaseUrl: string;
  /** Sends a request as the merchant. */
  send(method: string, path: string, body?: object, key?: string): Promise<TestResponse>;
  /** Sends a request as anybody. */
  sendAs(method: string, path: string, options?: TestRequest): Promise<TestResponse>;
  /** Asks for money under a fresh key. */
  pay(methodToken: string, more?: object): Promise<TestResponse>;
  close(): Promise<void>;
}

/** Starts the sandbox provider in this process, on a free port and books of its own. */
export async function startTestSandbox(overrides: Partial<SandboxConfig> = {}): Promise<TestSandbox> {
  const database = await createTestDatabase(ormConfig);
  const steps: (() => Promise<unknown>)[] = [];
  const config: SandboxConfig = {
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'error',
    DATABASE_URL: database.url,
    SANDBOX_API_KEY: API_KEY,
    SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SANDBOX_WEBHOOK_DELAY_MS: 0,
    SANDBOX_PUBLIC_URL: 'http://bank.example',
    SANDBOX_ADMIN: true,
    SANDBOX_SLOW_MS: 150,
    SANDBOX_PROCESSING_MS: 50,
    ...overrides,
  };
  const log = createLogger('sandbox', process.env['TEST_LOG_LEVEL'] ?? 'silent');
  const shutdown = { add: (_name: string, step: () => Promise<unknown>) => void steps.unshift(step) };
  const port = await startSandbox(config, { log, shutdown, checkResponses: true });
  const url = `http://127.0.0.1:${port}`;
  const sandbox: TestSandbox = {
    url,
    databaseUrl: database.url,
    sendAs: (method, path, options) => sendTo(url, method, path, options),
    send: (method, path, body, key) =>
      sendTo(url, method, path, {
        token: `Bearer ${API_KEY}`,
        ...(body ? { body } : {}),
        ...(key ? { headers: { 'idempotency-key': key } } : {}),
      }),
    pay: (methodToken, more) =>
      sandbox.send(
        'POST',
        '/v1/payments',
        { methodToken, amountMinor: 4_999, currency: 'EUR', ...more },
        randomUUID(),
      ),
    async close() {
      for (const step of steps) await step();
      await database.drop();
    },
  };
  return sandbox;
}

export interface ReceivedWebhook {
  readonly signature: string;
  readonly text: string;
  readonly id: string;
  readonly type: string;
  readonly payment: { readonly id: string; readonly status: string };
}

/** Stands in for the shop: takes webhooks and answers as told. */
export async function startReceiver(answer: (webhook: ReceivedWebhook) => number = () => 204) {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const webhook = {
        ...(JSON.parse(text) as Omit<ReceivedWebhook, 'signature' | 'text'>),
        signature: String(request.headers['sandbox-signature']),
        text,
      };
      const status = answer(webhook);
      received.push(webhook);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    of: (paymentId: string) => received.filter(({ payment }) => payment.id === paymentId),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}
