/** How long a claimed charge or refund is left to the replica that claimed it: well above a provider's ten seconds. */
export const LEASE_SECONDS = 60;
