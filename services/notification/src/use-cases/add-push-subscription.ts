import { createPublicKey } from 'node:crypto';
import { DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import type { NotificationDeps } from '../deps';
import { MAX_PUSH_SUBSCRIPTIONS, PushSubscription } from '../domain/push-subscription';
import { lockPreferences } from './lock-preferences';

export type BrowserInput = Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth' | 'label'>;

/**
 * Has notifications shown in a browser. A browser shows those of one person: who signs in there later takes it over.
 *
 * @throws DomainError refused when the endpoint is not that of a push service we know, the key is none, or there are too many
 */
export async function addPushSubscription(
  { em, push, now }: NotificationDeps,
  userId: string,
  input: BrowserInput,
): Promise<PushSubscription> {
  if (!push.isAllowed(input.endpoint)) {
    throw refusal('push-service-unknown', '#/endpoint', 'is not that of a push service we know');
  }
  if (!isPoint(input.p256dh)) throw refusal('push-key-invalid', '#/keys/p256dh', 'is no key of P-256');
  return em.transactional(async (tx) => {
    await lockPreferences(tx, userId);
    const others = await tx.count(PushSubscription, { userId, endpoint: { $ne: input.endpoint } });
    if (others >= MAX_PUSH_SUBSCRIPTIONS) {
      throw new DomainError(
        'refused',
        'too-many-subscriptions',
        `You can have notifications in ${MAX_PUSH_SUBSCRIPTIONS} browsers.`,
      );
    }
    await tx
      .createQueryBuilder(PushSubscription)
      .insert({ ...input, id: uuidv7(), userId, createdAt: now() })
      .onConflict('endpoint')
      .merge(['userId', 'p256dh', 'auth', 'label']);
    return tx.findOneOrFail(PushSubscription, { endpoint: input.endpoint });
  });
}

/** Whether it is an uncompressed point on the curve: with anything else nothing can be encrypted. */
function isPoint(key: string): boolean {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const coordinate = (start: number) => bytes.subarray(start, start + 32).toString('base64url');
  try {
    createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) },
      format: 'jwk',
    });
    return true;
  } catch {
    return false;
  }
}

const refusal = (code: string, pointer: string, detail: string) =>
  new DomainError('refused', code, `The browser cannot be written to: ${pointer.slice(2)} ${detail}.`, {
    errors: [{ in: 'body', pointer, detail }],
  });
