import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { inParallel } from '../in-parallel';
import { PlainError } from '../plain-error';
import { loadSecrets, secret } from '../secrets';
import { call, idempotencyKey, type Answer } from '../shop-client';
import { callPatiently } from './call-patiently';

/** Somebody who is signed in, for as long as it takes. */
export interface Person {
  readonly id: string;
  readonly email: string;
  /** An access token that is good for at least two minutes. */
  token(): Promise<string>;
}

/** Somebody who can buy: every charge of the payment method succeeds. */
export interface Buyer extends Person {
  readonly paymentMethodId: string;
}

interface SignedIn {
  readonly user: { readonly id: string; readonly email: string };
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

const REGISTRATIONS_AT_ONCE = 4;
const MAX_REGISTRATIONS = 10;
const REFRESH_BEFORE_END_SECONDS = 120;

/** Registers people who each have a payment method. */
export const registerBuyers = (count: number): Promise<Buyer[]> =>
  inParallel(Array.from({ length: count }), REGISTRATIONS_AT_ONCE, async () => {
    const person = await register();
    return { ...person, paymentMethodId: await addMethod(person, 'tok_visa') };
  });

/** Registers somebody new. A registration that got no answer may have been made: whoever repeats it is somebody else. */
export async function register(password: string = randomUUID()): Promise<Person> {
  for (let attempt = 1; ; attempt += 1) {
    const account = {
      email: `proof-${randomUUID()}@customer.example`,
      password,
      displayName: 'Paula Proof',
    };
    const answer = await call<SignedIn>('POST', '/api/auth/register', { body: account });
    if (answer.status !== 503 || attempt === MAX_REGISTRATIONS) return personOf(await expectSuccess(answer));
    await delay(1_000);
  }
}

/** Signs in one of the seeded people. */
export async function signInSeeded(email: string): Promise<Person> {
  const password = secret(await loadSecrets(), 'seed', 'password');
  const body = { email, password };
  return personOf(await expectSuccess(callPatiently<SignedIn>('POST', '/api/auth/login', { body })));
}

export const signInStaff = (): Promise<Person> => signInSeeded('staff@sidecart.example');

/** Adds a payment method of the sandbox; its token decides what becomes of a charge. */
export async function addMethod(person: Person, providerToken: string): Promise<string> {
  const { id } = await expectSuccess(
    callPatiently<{ id: string }>('POST', '/api/payments/methods', {
      token: await person.token(),
      headers: idempotencyKey(),
      body: { provider: 'sandbox', token: providerToken },
    }),
  );
  return id;
}

/**
 * The body of an answer that must be a success.
 *
 * @throws PlainError that shows what was answered instead
 */
export async function expectSuccess<T>(answer: Answer<T> | Promise<Answer<T>>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 200 && status < 300) return body;
  throw new PlainError(`The platform answered ${status}: ${JSON.stringify(body)}`);
}

function personOf(signedIn: SignedIn): Person {
  let session: Promise<{ accessToken: string; refreshToken: string; until: number }> = Promise.resolve(
    withEnd(signedIn),
  );
  return {
    ...signedIn.user,
    async token() {
      const present = await session;
      if (Date.now() > present.until) {
        // Whoever asks meanwhile waits for the same exchange: a refresh token is good once.
        session = expectSuccess(
          callPatiently<SignedIn>('POST', '/api/auth/refresh', {
            body: { refreshToken: present.refreshToken },
          }),
        ).then(withEnd);
      }
      return (await session).accessToken;
    },
  };
}

const withEnd = ({ accessToken, refreshToken, expiresIn }: SignedIn) => ({
  accessToken,
  refreshToken,
  until: Date.now() + (expiresIn - REFRESH_BEFORE_END_SECONDS) * 1_000,
});
