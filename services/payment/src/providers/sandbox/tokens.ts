/** How the sandbox treats a card. */
export interface SandboxCard {
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  /** The code a charge is declined with. */
  readonly decline?: string;
  /** The code a refund is refused with. */
  readonly refuseRefund?: string;
  /** It answers late. */
  readonly isSlow?: boolean;
  /** It cannot be reached the first time something is asked under a key. */
  readonly isFlaky?: boolean;
}

const visa = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2039 };

/** Every token the sandbox knows. */
const cards = new Map<string, SandboxCard>(
  Object.entries<SandboxCard>({
    tok_visa: visa,
    tok_mastercard: { ...visa, brand: 'mastercard', last4: '4444' },
    tok_declined: { ...visa, last4: '0002', decline: 'card-declined' },
    tok_insufficient_funds: { ...visa, last4: '9995', decline: 'insufficient-funds' },
    tok_expired_card: { ...visa, last4: '0069', expiryYear: 2020, decline: 'expired-card' },
    tok_slow: { ...visa, last4: '3063', isSlow: true },
    tok_flaky: { ...visa, last4: '0119', isFlaky: true },
    tok_refund_refused: { ...visa, last4: '3055', refuseRefund: 'refund-refused' },
  }),
);

/** The card behind a token, or undefined when the sandbox does not know it. */
export const findCard = (token: string): SandboxCard | undefined => cards.get(token);
