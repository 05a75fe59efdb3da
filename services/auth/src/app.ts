import type { MikroORM } from '@mikro-orm/postgresql';
import { EVENT_CONSUMERS } from '@sidecart/contracts';
import { createApp, createTokenVerifier, type AppOptions } from '@sidecart/platform';
import type Koa from 'koa';
import type { AuthDeps } from './deps';
import { routes } from './http/routes';
import { createAccessTokenIssuer } from './tokens/access-tokens';
import { createSessionVerifier } from './tokens/session-verifier';
import type { SigningKeys } from './tokens/signing-keys';
import { createTokenSuccession } from './tokens/token-succession';

export type AuthAppOptions = Pick<AuthDeps, 'passwords' | 'profiles' | 'now'> &
  Omit<AppOptions<AuthDeps>, 'name' | 'routes' | 'subscriptions' | 'consumers' | 'scope' | 'verifier'> & {
    readonly orm: MikroORM;
    readonly keys: SigningKeys;
  };

/** Assembles the auth service from what it depends on. */
export function createAuthApp(options: AuthAppOptions): Koa {
  const { orm, keys, passwords, profiles, now, ...rest } = options;
  const shared = {
    passwords,
    profiles,
    now,
    log: rest.log,
    keySet: keys.keySet,
    issueAccessToken: createAccessTokenIssuer(keys),
    successorOf: createTokenSuccession(keys.privateKey),
  };
  const tokens = createTokenVerifier(() => Promise.resolve(keys.keySet));
  return createApp<AuthDeps>({
    ...rest,
    name: 'auth',
    routes,
    consumers: EVENT_CONSUMERS.auth,
    verifier: createSessionVerifier(tokens, orm.em, now),
    scope: () => ({ ...shared, em: orm.em.fork() }),
  });
}
