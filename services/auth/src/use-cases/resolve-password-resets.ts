import { LockMode, ref, type EntityManager } from '@mikro-orm/postgresql';
import { authPasswordResetRequestedV1 } from '@sidecart/contracts';
import { enqueueEvent } from '@sidecart/platform';
import { Credential } from '../domain/credential';
import { PasswordReset } from '../domain/password-reset';

const BATCH_SIZE = 50;

/**
 * Looks at the requests to reset a password: one of an existing account becomes `auth.password-reset-requested.v1`, any
 * other is forgotten.
 *
 * @returns how many requests there were
 */
export const resolvePasswordResets = (em: EntityManager): Promise<number> =>
  em.fork().transactional(async (tx) => {
    const resets = await tx.find(
      PasswordReset,
      { email: { $ne: null } },
      { orderBy: { id: 'asc' }, limit: BATCH_SIZE, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    if (resets.length === 0) return 0;
    const emails = resets.flatMap(({ email }) => (email === null ? [] : [email]));
    const accounts = await tx.find(Credential, { email: { $in: emails }, status: 'active' });
    const accountOf = new Map(accounts.map((account) => [account.email, account]));
    for (const reset of resets) resolve(tx, reset, accountOf.get(reset.email ?? ''));
    return resets.length;
  });

function resolve(em: EntityManager, reset: PasswordReset, account: Credential | undefined): void {
  if (!account) {
    em.remove(reset);
    return;
  }
  reset.user = ref(account);
  reset.email = null;
  enqueueEvent(em, authPasswordResetRequestedV1, account.id, {
    resetId: reset.id,
    userId: account.id,
    requestedAt: reset.requestedAt.toISOString(),
  });
}
