/** What the sandbox does to the webhooks of a payment. */
export interface WebhookTreatment {
  /** How often each event is sent; 0 loses it. */
  readonly copies: number;
  readonly delayMs: number;
  /** Whether the copies come in an order of their own, mixed with those of other events. */
  readonly isShuffled: boolean;
}

export const AS_USUAL: WebhookTreatment = { copies: 1, delayMs: 0, isShuffled: false };

/** How the sandbox treats a card. What happens follows from the card alone. */
export interface Card {
  /** For people: what a payment with it does. */
  readonly story: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  /** The code a payment is declined with. */
  readonly decline?: string;
  /** The cardholder has to confirm first; `refused` declines whatever the person does. */
  readonly action?: 'asked' | 'refused';
  /** The answer is `processing`; what comes of it is known later. */
  readonly isProcessed?: boolean;
  /** The code a capture is refused with. */
  readonly refuseCapture?: string;
  /** The code a refund is refused with. */
  readonly refuseRefund?: string;
  /** It answers late. */
  readonly isSlow?: boolean;
  /** It cannot be reached the first time something is asked under a key. */
  readonly isFlaky?: boolean;
  readonly webhooks?: WebhookTreatment;
}

const LATE_MS = 5_000;

const visa = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2039 };

/** Every token the sandbox knows. */
export const CARDS: ReadonlyMap<string, Card> = new Map(
  Object.entries<Card>({
    tok_visa: { ...visa, story: 'succeeds' },
    tok_mastercard: { ...visa, brand: 'mastercard', last4: '4444', story: 'succeeds' },
    tok_declined: { ...visa, last4: '0002', story: 'is declined', decline: 'card-declined' },
    tok_insufficient_funds: {
      ...visa,
      last4: '9995',
      story: 'is declined for want of money',
      decline: 'insufficient-funds',
    },
    tok_expired_card: {
      ...visa,
      last4: '0069',
      expiryYear: 2020,
      story: 'is declined as expired',
      decline: 'expired-card',
    },
    tok_slow: { ...visa, last4: '3063', story: 'succeeds, and answers late', isSlow: true },
    tok_flaky: {
      ...visa,
      last4: '0119',
      story: 'cannot be reached the first time under each key',
      isFlaky: true,
    },
    tok_refund_refused: {
      ...visa,
      last4: '3055',
      story: 'succeeds; refunds are refused',
      refuseRefund: 'refund-refused',
    },
    tok_capture_refused: {
      ...visa,
      last4: '0341',
      story: 'is authorized; the capture is refused',
      refuseCapture: 'capture-refused',
    },
    tok_action: { ...visa, last4: '3220', story: 'asks the cardholder to confirm', action: 'asked' },
    tok_action_refused: {
      ...visa,
      last4: '8371',
      story: 'asks the cardholder to confirm, and the confirmation fails',
      action: 'refused',
    },
    tok_processing: { ...visa, last4: '0077', story: 'is processing, and succeeds later', isProcessed: true },
    tok_processing_declined: {
      ...visa,
      last4: '0085',
      story: 'is processing, and is declined later',
      isProcessed: true,
      decline: 'card-declined',
    },
    tok_webhook_lost: {
      ...visa,
      last4: '0093',
      story: 'as tok_processing, without any webhook',
      isProcessed: true,
      webhooks: { ...AS_USUAL, copies: 0 },
    },
    tok_webhook_duplicate: {
      ...visa,
      last4: '0101',
      story: 'as tok_processing, each webhook three times and shuffled',
      isProcessed: true,
      webhooks: { copies: 3, delayMs: 0, isShuffled: true },
    },
    tok_webhook_late: {
      ...visa,
      last4: '0127',
      story: `as tok_processing, each webhook ${LATE_MS / 1_000} s late`,
      isProcessed: true,
      webhooks: { ...AS_USUAL, delayMs: LATE_MS },
    },
  }),
);
