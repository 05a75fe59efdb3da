/** A message that was not handed over. `code` is shown to staff and logged, so it names nobody. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';

  constructor(
    readonly code: string,
    /** Whether trying again is of no use. */
    readonly isPermanent: boolean,
  ) {
    super(code);
  }
}
