/** A fault the reader can do something about: its message is shown as it is, without a stack trace. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}
