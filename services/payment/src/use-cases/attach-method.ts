import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, findReply, once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import type { PaymentDeps } from '../deps';
import { MAX_METHODS, PaymentMethod, type ProviderName } from '../domain/payment-method';
import { lockMethods } from './lock-methods';
import type { CardDescription } from './ports';
import { providerNamed } from './provider-named';

export interface AttachMethod {
  readonly customerId: string;
  readonly provider: ProviderName;
  readonly token: string;
  readonly makeDefault: boolean;
}

/**
 * Adds a payment method to a customer's. The provider is asked before anything is written; the same token again is the
 * method that is there already.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError refused when the provider does not know the token or there are too many methods
 */
export async function attachMethod(
  deps: PaymentDeps,
  input: AttachMethod,
  idempotency: IdempotentRequest | undefined,
  toReply: (method: PaymentMethod, isNew: boolean) => Reply,
): Promise<Reply> {
  const earlier = idempotency && (await findReply(deps.em, idempotency));
  if (earlier) return earlier;
  const card = await providerNamed(deps.providers, input.provider).attachMethod(
    input.token,
    input.customerId,
  );
  return once(deps.em, idempotency, async (em) => {
    const methods = await lockMethods(em, input.customerId);
    const isDefault = input.makeDefault || methods.length === 0;
    const existing = methods.find((method) => isSame(method, input.provider, card.token));
    if (existing) {
      if (isDefault) await makeDefault(em, methods, existing);
      return toReply(existing, false);
    }
    requireRoom(methods);
    const method = create(em, input, card, deps.now());
    if (isDefault) await makeDefault(em, methods, method);
    return toReply(method, true);
  });
}

const isSame = (method: PaymentMethod, provider: string, token: string) =>
  method.provider === provider && method.providerToken === token;

function requireRoom(methods: readonly PaymentMethod[]): void {
  if (methods.length < MAX_METHODS) return;
  throw new DomainError(
    'refused',
    'too-many-payment-methods',
    `There can be at most ${MAX_METHODS} payment methods.`,
  );
}

function create(
  em: EntityManager,
  { customerId, provider }: AttachMethod,
  { token, ...card }: CardDescription,
  now: Date,
): PaymentMethod {
  const method = em.create(PaymentMethod, {
    id: uuidv7(),
    customerId,
    provider,
    providerToken: token,
    ...card,
    isDefault: false,
    createdAt: now,
    removedAt: null,
  });
  em.persist(method);
  return method;
}

/** Takes the mark from the others first: the database allows one at any moment. */
async function makeDefault(
  em: EntityManager,
  others: readonly PaymentMethod[],
  method: PaymentMethod,
): Promise<void> {
  for (const other of others) other.isDefault = false;
  await em.flush();
  method.isDefault = true;
}
