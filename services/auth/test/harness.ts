import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createLogger, createServiceClient, startWorker } from '@sidecart/platform';
import {
  eventually,
  startTestService,
  type TestRequest,
  type TestResponse,
  type TestService,
} from '@sidecart/testing';
import { createAuthApp } from '../src/app';
import { createProfiles } from '../src/clients/profiles';
import { ormConfig } from '../src/db/orm';
import { createPasswordHasher } from '../src/passwords/password-hasher';
import { readSigningKeys } from '../src/tokens/signing-keys';
import { resolvePasswordResets } from '../src/use-cases/resolve-password-resets';

export const newSigningKey = (): string =>
  String(
    generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );

/** What the user service was asked to write. */
export interface SavedProfile {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly attempt: number;
}

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** An Authorization header. */
  readonly token: string;
  readonly refreshToken: string;
}

export interface AuthService extends TestService {
  readonly profiles: SavedProfile[];
  /** While set, what the user service does instead of answering 204. */
  userService: { answer: (saved: SavedProfile) => Promise<number> | number };
  /** What happens between the check of a password and what is done about it. */
  pause: { afterMatching: () => Promise<void> };
  /** Everything that was logged, as text. */
  readonly logged: string[];
  /** Moves the service's clock. */
  advance(ms: number): void;
  post(path: string, body: object, options?: TestRequest): Promise<TestResponse>;
  register(overrides?: object): Promise<Account>;
  logIn(account: { email: string; password: string }, options?: TestRequest): Promise<TestResponse>;
  /** Asks for a reset, waits for its event and has its token made. */
  requestReset(account: Account): Promise<{ resetId: string; token: string }>;
  mint(resetId: string, caller?: string): Promise<TestResponse>;
  publishedEvents(type: string, subject: string): Record<string, unknown>[];
}

export const newPerson = () => ({
  email: `${randomUUID()}@customer.example`,
  password: `${randomUUID()} long enough`,
  displayName: 'Carla Customer',
});

interface AuthServiceOptions {
  readonly hashing?: { cost?: number; threads?: number; maxQueue?: number };
  readonly signingKey?: string;
}

const sharedKey = newSigningKey();

/** Starts the auth service on a database of its own, beside a scripted user service and with a clock that can be moved. */
export async function startAuthService(options: AuthServiceOptions = {}): Promise<AuthService> {
  const profiles: SavedProfile[] = [];
  const logged: string[] = [];
  const userService: AuthService['userService'] = { answer: () => 204 };
  const pause: AuthService['pause'] = { afterMatching: () => Promise.resolve() };
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const log = createLogger('auth', 'debug');
  for (const transport of log.transports) {
    transport.log = (line: object, next) => {
      logged.push(JSON.stringify(line));
      next();
    };
  }
  const service = await startTestService(ormConfig, ({ orm, sidecar, metrics, onClose }) => {
    sidecar.respondAs('user', async ({ path, body }) => {
      const saved = { userId: path.split('/').at(-1), ...body } as SavedProfile;
      profiles.push(saved);
      return { status: await userService.answer(saved), body: undefined };
    });
    const resolver = startWorker({
      name: 'resolver',
      intervalMs: 50,
      log,
      run: () => resolvePasswordResets(orm.em),
    });
    const passwords = createPasswordHasher({ cost: 4, threads: 2, maxQueue: 1_000, ...options.hashing });
    onClose(() => resolver.stop());
    onClose(() => passwords.close());
    return createAuthApp({
      orm,
      keys: readSigningKeys(options.signingKey ?? sharedKey),
      passwords: {
        ...passwords,
        async matches(password, hash) {
          const equal = await passwords.matches(password, hash);
          await pause.afterMatching();
          return equal;
        },
      },
      profiles: createProfiles(createServiceClient(sidecar, 'user')),
      now,
      log,
      metrics,
      readiness: {},
      appToken: undefined,
      checkResponses: true,
    });
  });
  const post: AuthService['post'] = (path, body, request) => service.send('POST', path, { body, ...request });
  const mint: AuthService['mint'] = (resetId, caller = 'notification') =>
    service.send('POST', `/internal/password-resets/${resetId}/token`, {
      headers: { 'dapr-caller-app-id': caller },
    });
  const publishedEvents: AuthService['publishedEvents'] = (type, subject) =>
    service.sidecar.published
      .filter((event) => event.type === type && event.subject === subject)
      .map((event) => event.data as Record<string, unknown>);
  return {
    ...service,
    profiles,
    logged,
    userService,
    pause,
    advance: (ms) => void (offsetMs += ms),
    post,
    mint,
    publishedEvents,
    async register(overrides = {}) {
      const person = { ...newPerson(), ...overrides };
      const { status, body, text } = await post('/auth/register', person);
      if (status !== 201) throw new Error(`Registering answered ${status}: ${text}`);
      return {
        id: body.user.id,
        email: person.email,
        password: person.password,
        token: `Bearer ${body.accessToken as string}`,
        refreshToken: body.refreshToken,
      };
    },
    logIn: ({ email, password }, request) => post('/auth/login', { email, password }, request),
    async requestReset(account) {
      const before = publishedEvents(RESET_REQUESTED, account.id).length;
      await post('/auth/password/forgot', { email: account.email });
      const resetId = await eventually(() => {
        const events = publishedEvents(RESET_REQUESTED, account.id);
        if (events.length === before) throw new Error('the reset was not published');
        return events.at(-1)?.['resetId'] as string;
      });
      return { resetId, token: (await mint(resetId)).body.token };
    },
  };
}

export const RESET_REQUESTED = 'auth.password-reset-requested.v1';
