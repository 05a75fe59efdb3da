import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { ProviderEvent } from '../../domain/provider-outcome';
import { WEBHOOK_TOLERANCE_MS, type WebhookMessage } from '../../use-cases/ports';

const SandboxEvent = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200 }),
  type: Type.String(),
  createdAt: Type.String(),
  payment: Type.Object({ id: Type.String({ minLength: 1 }), idempotencyKey: Type.String() }),
});
const check = TypeCompiler.Compile(SandboxEvent);

/**
 * Reads what the sandbox tells. The signature is checked before anything else, in constant time.
 *
 * @throws DomainError unauthenticated or malformed, as the port says
 */
export function verifySandboxWebhook(secret: string, message: WebhookMessage): ProviderEvent[] {
  const timestamp = checkSignature(secret, message);
  if (Math.abs(message.now.getTime() - timestamp * 1_000) > WEBHOOK_TOLERANCE_MS) {
    const detail = 'The message was signed too long ago, or in the future.';
    throw new DomainError('unauthenticated', 'webhook-outside-time-window', detail);
  }
  return [toEvent(readEvent(message.bytes))];
}

/** @returns when it was signed, in seconds */
function checkSignature(secret: string, { bytes, header }: WebhookMessage): number {
  const parts = (header('sandbox-signature') ?? '').split(',').map((part) => part.split('=', 2));
  const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(bytes).digest();
  const fits = parts.some(([name, value]) => name === 'v1' && isEqual(expected, value ?? ''));
  if (fits && /^\d{1,12}$/.test(timestamp)) return Number(timestamp);
  throw new DomainError('unauthenticated', 'invalid-webhook-signature', 'The signature does not fit.');
}

function isEqual(expected: Buffer, hex: string): boolean {
  const given = Buffer.from(hex, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function readEvent(bytes: Buffer): Static<typeof SandboxEvent> {
  try {
    const event: unknown = JSON.parse(bytes.toString());
    if (check.Check(event) && !Number.isNaN(Date.parse(event.createdAt))) return event;
  } catch {
    // Falls through to the one answer for whatever is no event.
  }
  throw new DomainError('malformed', 'invalid-webhook', 'The message is not an event of the sandbox.');
}

const toEvent = ({ id, type, createdAt, payment }: Static<typeof SandboxEvent>): ProviderEvent => ({
  id,
  kind: type.startsWith('payment.') ? 'payment' : type.startsWith('refund.') ? 'refund' : 'unknown',
  reference: payment.id,
  idempotencyKey: payment.idempotencyKey,
  at: new Date(createdAt),
});
