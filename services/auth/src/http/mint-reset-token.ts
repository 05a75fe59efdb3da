import { ok } from '@sidecart/platform';
import { mintResetToken } from '../use-cases/mint-reset-token';
import { ResetPath, ResetTokenView } from './auth.schema';
import { NO_STORE } from './present-tokens';
import { route } from './route';

export const mintResetTokenRoute = route({
  method: 'post',
  path: '/internal/password-resets/{resetId}/token',
  operationId: 'mintResetToken',
  summary:
    'Make the token of a password reset, at the moment of its delivery. The one before ceases to work.',
  tag: 'Internal',
  access: { services: ['notification'] },
  params: ResetPath,
  responses: { 200: ResetTokenView },
  problems: [404, 409],
  async handler({ params, deps }) {
    const { token, expiresAt } = await mintResetToken(deps, params.resetId);
    return ok({ token, expiresAt: expiresAt.toISOString() }, NO_STORE);
  },
});
