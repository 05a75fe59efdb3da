const DAY_MS = 86_400_000;

/** For how many days a cart is kept after it was last used. */
export interface CartDays {
  readonly guest: number;
  readonly customer: number;
}

export const expiryOf = (kind: keyof CartDays, days: CartDays, now: Date): Date =>
  new Date(now.getTime() + days[kind] * DAY_MS);

/** Whether it is worth a write to note that a cart was looked at: once a day. */
export const isDueForRefresh = (expiresAt: Date, fresh: Date): boolean =>
  fresh.getTime() - expiresAt.getTime() > DAY_MS;
