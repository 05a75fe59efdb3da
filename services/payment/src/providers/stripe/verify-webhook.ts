import { DomainError } from '@sidecart/platform';
import type Stripe from 'stripe';
import type { ProviderEvent } from '../../domain/provider-outcome';
import { WEBHOOK_TOLERANCE_MS, type WebhookMessage } from '../../use-cases/ports';

const FOR_EVER_SECONDS = Number.MAX_SAFE_INTEGER;

/**
 * Reads what Stripe tells.
 *
 * @throws DomainError unauthenticated or malformed, as the port says
 */
export function verifyStripeWebhook(
  stripe: Stripe,
  secret: string,
  message: WebhookMessage,
): ProviderEvent[] {
  const { bytes, header, now } = message;
  const signature = header('stripe-signature') ?? '';
  const event = construct(stripe, bytes, signature, secret);
  // Stripe's own check of the time lets pass what was signed in the future.
  if (Math.abs(now.getTime() - signedAt(signature)) > WEBHOOK_TOLERANCE_MS) {
    const detail = 'The message was signed too long ago, or in the future.';
    throw new DomainError('unauthenticated', 'webhook-outside-time-window', detail);
  }
  return [toEvent(event)];
}

function construct(stripe: Stripe, bytes: Buffer, signature: string, secret: string): Stripe.Event {
  try {
    const event: unknown = stripe.webhooks.constructEvent(bytes, signature, secret, FOR_EVER_SECONDS);
    if (isEvent(event)) return event;
  } catch (error) {
    // The body is parsed once the signature fits. Whatever else goes wrong has to do with the signature: of a strange
    // header Stripe's library makes errors of several kinds.
    if (!(error instanceof SyntaxError)) {
      throw new DomainError('unauthenticated', 'invalid-webhook-signature', 'The signature does not fit.');
    }
  }
  throw new DomainError('malformed', 'invalid-webhook', 'The message is not an event of Stripe.');
}

function isEvent(event: unknown): event is Stripe.Event {
  const { id, type, created, data } = (event ?? {}) as Partial<Stripe.Event>;
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof created === 'number' &&
    typeof data?.object === 'object'
  );
}

const signedAt = (signature: string): number => Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]) * 1_000;

function toEvent({ id, created, data }: Stripe.Event): ProviderEvent {
  const about = subjectOf(data.object);
  return { id, at: new Date(created * 1_000), ...about };
}

/** The few members of an event's object that matter here. */
interface Subject {
  readonly object?: string;
  readonly id?: string;
  readonly payment_intent?: string | { readonly id: string } | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
}

function subjectOf(subject: Subject): Pick<ProviderEvent, 'kind' | 'reference' | 'idempotencyKey'> {
  switch (subject.object) {
    case 'payment_intent':
      return {
        kind: 'payment',
        reference: subject.id ?? null,
        idempotencyKey: subject.metadata?.['sidecart_key'] ?? null,
      };
    case 'refund':
      return { kind: 'refund', reference: intentOf(subject), idempotencyKey: null };
    default:
      return { kind: 'unknown', reference: null, idempotencyKey: null };
  }
}

const intentOf = ({ payment_intent: intent }: Subject): string | null =>
  typeof intent === 'string' ? intent : (intent?.id ?? null);
