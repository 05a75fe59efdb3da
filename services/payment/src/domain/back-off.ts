const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 60_000;

/** How long to leave a provider alone that could not be reached: ever longer, up to a minute, for as long as it takes. */
export const backOffMs = (attempts: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 16), MAX_DELAY_MS);
