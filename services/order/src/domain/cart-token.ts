import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** Makes the token of a guest's cart: 256 bits that nobody guesses. */
export const newCartToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/**
 * What is kept of a token. Whoever reads the database has no carts by it; and since the hash is what is looked up, the
 * time that takes tells nothing of the tokens that exist.
 */
export const hashCartToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');
