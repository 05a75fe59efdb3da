import { availableParallelism } from 'node:os';
import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const AuthConfig = Type.Object({
  ...serviceVariables,
  /** Doubles the work of each hash with every step; below 10 it is not worth much. */
  PASSWORD_HASH_COST: Type.Integer({ minimum: 10, maximum: 15, default: 12 }),
  PASSWORD_HASH_THREADS: Type.Integer({ minimum: 1, maximum: 64, default: availableParallelism() }),
  /** How many may wait; what comes on top is told to come again. */
  PASSWORD_HASH_QUEUE: Type.Integer({ minimum: 1, maximum: 10_000, default: 32 }),
});

const Pem = Type.String({ minLength: 1 });

export const AuthSecrets = Type.Object({
  databaseUrl: Type.String({ minLength: 1 }),
  signingKey: Pem,
  /** The key before it, for as long as tokens of it may be in use. */
  previousSigningKey: Type.Optional(Pem),
});
