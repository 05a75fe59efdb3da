import { unavailable, type ServiceClient } from '@sidecart/platform';
import type { ResetToken, ResetTokens } from '../use-cases/ports';

const IS_OVER: ReadonlySet<number> = new Set([404, 409, 410]);

/** The auth service over Dapr invocation. */
export const createResetTokens = (auth: ServiceClient): ResetTokens => ({
  async make(resetId) {
    const path = `/internal/password-resets/${resetId}/token`;
    const { status, body } = await auth.call({ method: 'POST', path });
    if (status === 200) return body as ResetToken;
    if (IS_OVER.has(status)) return undefined;
    throw Object.assign(unavailable('auth service'), { cause: { status } });
  },
});
