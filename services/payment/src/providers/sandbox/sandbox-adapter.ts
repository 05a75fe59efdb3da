import { DomainError } from '@sidecart/platform';
import type { ProviderPayment } from '../../domain/provider-outcome';
import type { AuthorizedRequest, AuthorizeRequest, PaymentProvider } from '../../use-cases/ports';
import {
  codeOf,
  readCard,
  readFirstPayment,
  readFirstRefund,
  readPayment,
  readRefund,
  unexpected,
} from './answers';
import { createSandboxClient, type SandboxClient } from './sandbox-client';
import { verifySandboxWebhook } from './verify-webhook';

export interface SandboxOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Whether money is taken with the authorization, which saves a request for each order. */
  readonly capturesAtOnce: boolean;
  /** How long one operation may take, all its requests together. */
  readonly timeoutMs?: number;
}

export interface SandboxAdapter extends PaymentProvider {
  close(): Promise<void>;
}

const TIMEOUT_MS = 9_000;

/** The sandbox provider behind the port, over HTTP. */
export function createSandboxAdapter(options: SandboxOptions): SandboxAdapter {
  const client = createSandboxClient(options.url, options.apiKey);
  const deadline = () => AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  return {
    attachMethod: (token) => attach(client, token, deadline()),
    authorize: (request) => authorize(client, request, options.capturesAtOnce, deadline()),
    capture: (request) => act(client, 'capture', request, deadline()),
    void: (request) => act(client, 'void', request, deadline()),
    async abandon({ idempotencyKey }) {
      const path = `/v1/keys/${encodeURIComponent(idempotencyKey)}/abandon`;
      const answer = await client.call({ method: 'POST', path, signal: deadline() });
      if (answer.status !== 200) throw unexpected(answer);
      return readPayment(answer.body);
    },
    async refund({ idempotencyKey, reference, amountMinor }) {
      const path = `/v1/payments/${encodeURIComponent(reference)}/refunds`;
      const body = { amountMinor };
      const answer = await client.call({ method: 'POST', path, idempotencyKey, body, signal: deadline() });
      if (answer.status === 404) {
        return { outcome: 'failed', reference: idempotencyKey, failureReason: 'unknown-payment' };
      }
      if (answer.status >= 400) throw unexpected(answer);
      return readRefund(answer.body);
    },
    async findPayment({ idempotencyKey, reference }) {
      const signal = deadline();
      return reference === null
        ? findByKey(client, idempotencyKey, signal)
        : findById(client, reference, signal);
    },
    async findRefund({ idempotencyKey }) {
      const path = `/v1/refunds?idempotencyKey=${encodeURIComponent(idempotencyKey)}`;
      const answer = await client.call({ method: 'GET', path, signal: deadline() });
      if (answer.status !== 200) throw unexpected(answer);
      return readFirstRefund(answer.body);
    },
    verifyWebhook: (message) => verifySandboxWebhook(options.webhookSecret, message),
    close: () => client.close(),
  };
}

async function attach(client: SandboxClient, token: string, signal: AbortSignal) {
  const path = `/v1/methods/${encodeURIComponent(token)}`;
  const answer = await client.call({ method: 'GET', path, signal });
  if (answer.status === 200) {
    const { brand, last4, expiryMonth, expiryYear } = readCard(answer.body);
    return { token, brand, last4, expiryMonth, expiryYear };
  }
  throw new DomainError('refused', 'unknown-token', 'The payment provider does not know this token.', {
    errors: [{ in: 'body', pointer: '#/token', detail: 'is not a token of this provider' }],
  });
}

async function authorize(
  client: SandboxClient,
  { idempotencyKey, token, amountMinor, currency, returnUrl }: AuthorizeRequest,
  capture: boolean,
  signal: AbortSignal,
): Promise<ProviderPayment> {
  const body = {
    methodToken: token,
    amountMinor,
    currency,
    capture,
    ...(returnUrl === undefined ? {} : { returnUrl }),
  };
  const answer = await client.call({ method: 'POST', path: '/v1/payments', idempotencyKey, body, signal });
  if (answer.status < 300) return readPayment(answer.body);
  if (codeOf(answer) === 'unknown-token') return refusedUnder(idempotencyKey, 'unknown-token');
  throw unexpected(answer);
}

async function act(
  client: SandboxClient,
  deed: 'capture' | 'void',
  { reference }: AuthorizedRequest,
  signal: AbortSignal,
): Promise<ProviderPayment> {
  const path = `/v1/payments/${encodeURIComponent(reference)}/${deed}`;
  const answer = await client.call({ method: 'POST', path, signal });
  if (answer.status === 200) return readPayment(answer.body);
  if (answer.status === 404) return refusedUnder(reference, 'unknown-payment');
  // Its state does not allow it: how it stands is the answer.
  const found = answer.status === 409 ? await findById(client, reference, signal) : undefined;
  if (found) return found;
  throw unexpected(answer);
}

/** Without a payment of its own there is no id; the key stands in for it. */
const refusedUnder = (reference: string, failureReason: string): ProviderPayment => ({
  state: 'failed',
  reference,
  failureReason,
  action: null,
});

async function findById(client: SandboxClient, reference: string, signal: AbortSignal) {
  const path = `/v1/payments/${encodeURIComponent(reference)}`;
  const answer = await client.call({ method: 'GET', path, signal });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw unexpected(answer);
  return readPayment(answer.body);
}

async function findByKey(client: SandboxClient, idempotencyKey: string, signal: AbortSignal) {
  const path = `/v1/payments?limit=1&idempotencyKey=${encodeURIComponent(idempotencyKey)}`;
  const answer = await client.call({ method: 'GET', path, signal });
  if (answer.status !== 200) throw unexpected(answer);
  return readFirstPayment(answer.body);
}
