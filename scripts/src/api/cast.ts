import { randomUUID } from 'node:crypto';
import { inParallel } from '../in-parallel';
import { register, signInSeeded, type Person } from '../prove/person';
import { call, idempotencyKey, type Answer } from '../shop-client';
import { PlainError } from '../plain-error';

/** The people in whose name the API is tried. */
export interface Cast {
  readonly customer: Person;
  readonly staff: Person;
  readonly admin: Person;
  /** Whose account the operations that end sessions and change passwords are for. */
  readonly extra: Account;
  /** Somebody who has forgotten the password. */
  readonly forgetful: Account;
}

export interface Account extends Person {
  readonly password: string;
}

export async function signInCast(): Promise<Cast> {
  const [customer, staff, admin] = await inParallel(
    ['carla@customer.example', 'staff@sidecart.example', 'admin@sidecart.example'],
    3,
    signInSeeded,
  );
  if (!customer || !staff || !admin) throw new PlainError('The seeded people are not there.');
  return { customer, staff, admin, extra: await openAccount(), forgetful: await openAccount() };
}

async function openAccount(): Promise<Account> {
  const password = randomUUID();
  return { ...(await register(password)), password };
}

/** Makes requests in somebody's name; they must succeed. */
export interface Hand {
  get<T = Record<string, unknown>>(path: string): Promise<T>;
  post<T = { id: string }>(path: string, body?: object): Promise<T>;
  /** Sends bytes of some type. */
  upload<T = Record<string, unknown>>(path: string, type: string, bytes: Buffer): Promise<T>;
}

export function handOf(person: Person): Hand {
  const ask = async <T>(method: string, path: string, body?: object, type?: string): Promise<T> => {
    const token = await person.token();
    const headers = {
      ...(method === 'POST' ? idempotencyKey() : {}),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const options = { token, headers, ...(body === undefined ? {} : { body }) };
    return bodyOf(await call<T>(method, path, options), `${method} ${path}`);
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    upload: (path, type, bytes) => ask('POST', path, bytes, type),
  };
}

function bodyOf<T>({ status, body }: Answer<T>, what: string): T {
  if (status < 300) return body;
  throw new PlainError(`${what} answered ${status}: ${JSON.stringify(body)}`);
}
