import { authenticate, type TokenVerifier } from '@sidecart/platform';
import type { Middleware } from './gateway-context';

/**
 * Refuses a token that is not valid before it costs anybody else something. Without a token the request passes: whether
 * one is needed is for the service to say, and it verifies the token itself in any case.
 */
export const validateToken =
  (verifier: TokenVerifier): Middleware =>
  async (ctx, next) => {
    if (ctx.req.headers.authorization !== undefined) {
      ctx.state.principal = await authenticate('optional', (name) => ctx.get(name) || undefined, verifier);
    }
    return next();
  };
