import { DomainError } from '@sidecart/platform';

export const MIN_PASSWORD_CHARACTERS = 8;

/** bcrypt reads no further, so what is longer is refused: the rest would not count. */
export const MAX_PASSWORD_BYTES = 72;

/** The form in which a password is hashed: one that is typed on another keyboard is still the same (NIST SP 800-63B). */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

/** Whether bcrypt would read all of a normalised password. */
export const fitsBcrypt = (normalised: string): boolean =>
  Buffer.byteLength(normalised, 'utf8') <= MAX_PASSWORD_BYTES;

/**
 * Checks what the schema cannot: a character can be several bytes.
 *
 * @param pointer the field it was sent in, as a JSON pointer
 * @throws DomainError malformed
 */
export function requireHashable(password: string, pointer: string): void {
  if (fitsBcrypt(normalisePassword(password))) return;
  throw new DomainError('malformed', 'password-too-long', 'The password is too long.', {
    errors: [{ in: 'body', pointer, detail: `must not be longer than ${MAX_PASSWORD_BYTES} bytes in UTF-8` }],
  });
}
