import { execFileSync } from 'node:child_process';
import { PlainError } from '../plain-error';

/** The account a database server runs as: numeric ids for `spawn` and `chown`. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root lends its server to one of these, the first that exists. */
const UNPRIVILEGED_ACCOUNTS = ['postgres', 'nobody'];

/**
 * Finds the account that PostgreSQL is to run as.
 * @returns `undefined` for an ordinary user (the server runs as that user), an unprivileged account for root
 */
export function findServerAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of UNPRIVILEGED_ACCOUNTS) {
    const account = lookUpAccount(name);
    if (account) {
      return account;
    }
  }
  throw new PlainError(
    `PostgreSQL does not run as root and this machine has no account named ${UNPRIVILEGED_ACCOUNTS.join(' or ')}; ` +
      'run as an ordinary user, or create one of them (useradd --system postgres).',
  );
}

function lookUpAccount(name: string): ServerAccount | undefined {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
