import type { ProviderPaymentState } from '../src/domain/provider-outcome';

/** How the scripted provider treats a card. */
export interface ScriptedCard {
  readonly last4: string;
  /** What an authorisation is answered with. */
  readonly answer: ProviderPaymentState;
  /** The code it fails with. */
  readonly decline?: string;
  /** It cannot be reached the first time something is asked under a key. */
  readonly isFlaky?: boolean;
  /** It answers late. */
  readonly isSlow?: boolean;
  /** A capture is refused for good. */
  readonly refuseCapture?: boolean;
  readonly refund?: 'refused' | 'processing';
}

const declined = (decline: string) => ({ last4: '0002', answer: 'failed' as const, decline });

export const scriptedCards: Readonly<Record<string, ScriptedCard>> = {
  tok_visa: { last4: '4242', answer: 'authorized' },
  tok_mastercard: { last4: '4444', answer: 'authorized' },
  tok_declined: declined('card-declined'),
  tok_insufficient_funds: declined('insufficient-funds'),
  tok_expired_card: declined('expired-card'),
  tok_flaky: { last4: '0119', answer: 'authorized', isFlaky: true },
  tok_slow: { last4: '3063', answer: 'authorized', isSlow: true },
  tok_refund_refused: { last4: '3055', answer: 'authorized', refund: 'refused' },
  tok_refund_processing: { last4: '3056', answer: 'authorized', refund: 'processing' },
  tok_at_once: { last4: '1111', answer: 'captured' },
  tok_action: { last4: '3220', answer: 'action-required' },
  tok_processing: { last4: '7777', answer: 'processing' },
  tok_capture_refused: { last4: '8888', answer: 'authorized', refuseCapture: true },
};
