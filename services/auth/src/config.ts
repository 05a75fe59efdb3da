import { availableParallelism } from 'node:os';
import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

/** One stays free for the event loop and whatever else runs here. */
const SPARE_PROCESSORS = Math.min(Math.max(1, availableParallelism() - 1), 64);

export const AuthConfig = Type.Object({
  ...serviceVariables,
  /** Doubles the work of each hash with every step; below 10 it is not worth much. */
  PASSWORD_HASH_COST: Type.Integer({ minimum: 10, maximum: 15, default: 12 }),
  PASSWORD_HASH_THREADS: Type.Integer({ minimum: 1, maximum: 64, default: SPARE_PROCESSORS }),
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
