import type { ProviderName } from './payment-method';
import type { ProviderEvent } from './provider-outcome';

/**
 * What an event of a provider led to: the provider is asked how things stand, nothing that it is about is open any more,
 * we know no such payment, or it is of a kind that we have no use for.
 */
export const WEBHOOK_OUTCOMES = ['asked', 'nothing-open', 'unknown-payment', 'unknown-kind'] as const;
export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];

/** An event that a provider has told, without its content. There is one row, however often it is told. */
export class WebhookEvent {
  id!: string;
  provider!: ProviderName;
  /** The provider's id of the event. */
  eventId!: string;
  kind!: ProviderEvent['kind'];
  /** The provider's id of the payment it is about. */
  reference!: string | null;
  outcome!: WebhookOutcome;
  /** By the provider's clock. */
  happenedAt!: Date;
  receivedAt!: Date;
}
