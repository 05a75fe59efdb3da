import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A token that says nothing and cannot be guessed: 256 random bits, base64url. */
export const newOpaqueToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** The form in which a token is kept. There is nothing to guess, so it needs no salt and no cost. */
export const hashOpaqueToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');
