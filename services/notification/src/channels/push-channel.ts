import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { generateRequestDetails } from 'web-push';
import { PushSubscription } from '../domain/push-subscription';
import { DeliveryError } from '../use-cases/delivery-error';
import type { Channel, Message } from '../use-cases/ports';
import type { PushOptions } from './push-options';
import type { PushRequest, PushTransport } from './push-transport';

export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Whom a push service writes to about us: `mailto:` or `https:`. */
  readonly subject: string;
}

export interface PushChannelOptions {
  readonly em: EntityManager;
  readonly vapid: VapidKeys;
  readonly transport: PushTransport;
  readonly isAllowed: PushOptions['isAllowed'];
}

const TTL_SECONDS = 24 * 3_600;

type Result = 'delivered' | 'gone' | 'refused' | 'later';

/**
 * Sends a notification to every browser of a person (RFC 8030, 8291 and 8292). It is delivered when one of them has it; a
 * browser that has left is forgotten. Repeats have the same topic, so that a push service keeps one of them.
 */
export function createPushChannel({ em, vapid, transport, isAllowed }: PushChannelOptions): Channel {
  async function sendTo(subscription: PushSubscription, message: Message): Promise<Result> {
    if (!isAllowed(subscription.endpoint)) return 'gone';
    const request = seal(subscription, message, vapid);
    return transport.post(request).then(toResult, (): Result => 'later');
  }

  return {
    async send(message) {
      const fork = em.fork();
      const subscriptions = await fork.find(PushSubscription, { userId: message.userId ?? '' });
      const results = await Promise.all(subscriptions.map((subscription) => sendTo(subscription, message)));
      const gone = subscriptions.filter((_, index) => results[index] === 'gone');
      if (gone.length > 0) await fork.nativeDelete(PushSubscription, { id: gone.map(({ id }) => id) });
      if (results.includes('delivered')) return;
      if (results.includes('later')) throw new DeliveryError('push-unavailable', false);
      throw new DeliveryError(results.includes('refused') ? 'push-refused' : 'no-subscription', true);
    },
  };
}

function toResult(status: number): Result {
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 404 || status === 410) return 'gone';
  return status === 400 || status === 413 ? 'refused' : 'later';
}

/** Encrypts a message for a browser and signs the request. What is shown and where it leads to is all that is in it. */
function seal(
  { endpoint, p256dh, auth }: PushSubscription,
  { id, kind, content }: Message,
  vapid: VapidKeys,
): PushRequest {
  const payload = JSON.stringify({
    id,
    kind,
    title: content.subject,
    body: content.short,
    url: content.link,
  });
  const details = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: { ...vapid },
    TTL: TTL_SECONDS,
    topic: createHash('sha256').update(id).digest('base64url').slice(0, 32),
    urgency: 'normal',
  });
  return { endpoint, headers: details.headers, body: details.body };
}
