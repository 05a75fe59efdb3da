/** Made-up values that the samples of the templates share. */
export const SAMPLE_ORDER = {
  orderId: '01901c4e-7f3a-7c21-9d3b-5a8e6f10c2d4',
  orderNumber: 'SC-7K3M-9QXA-02BD',
} as const;

/** An amount in euros, given in cents. */
export const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
