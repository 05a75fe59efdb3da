import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit } from '@sidecart/platform';
import type { Static, TObject } from '@sinclair/typebox';
import { v7 as uuidv7 } from 'uuid';
import type { NotificationDeps } from '../deps';
import { channelsOf, type ChannelName, type Kind } from '../domain/kinds';
import { Notification } from '../domain/notification';
import { isWanted, Preference } from '../domain/preference';
import { PushSubscription } from '../domain/push-subscription';
import { requireFit } from '../templates/require-fit';
import type { TemplateSource } from '../templates/define-template';
import { isOvertaken } from './is-overtaken';

export interface Fact<S extends TObject> {
  /** Names the fact, such as `order.confirmed:<orderId>`. It is told once a channel. */
  readonly key: string;
  /** Whom to tell; null for the staff. */
  readonly userId: string | null;
  readonly template: TemplateSource<S>;
  readonly variables: Static<S>;
}

/**
 * Queues what tells a person a fact, over each channel that it can take and the person wants. The channels are chosen when
 * the fact is first heard: what is heard again queues nothing, also after the person has chosen others.
 *
 * @param em the transaction of the event
 * @throws when the variables are not what the template declares, which is a bug
 */
export async function queueNotification<S extends TObject>(
  em: EntityManager,
  deps: NotificationDeps,
  { key: factKey, userId, template, variables }: Fact<S>,
): Promise<void> {
  requireFit(template, variables);
  const { key: kind, revision } = template;
  if ((await em.count(Notification, { factKey })) > 0) return;
  const chosen = userId === null ? channelsOf(kind) : await chooseChannels(em, userId, kind);
  const shown = chosen.includes('inbox') && !(await isOvertaken(em, { kind, channel: 'inbox', variables }));
  const channels = chosen.filter((channel) => channel !== 'inbox' || shown);
  if (channels.length === 0) return;
  const now = deps.now();
  const rows = channels.map((channel) => ({
    ...{ id: uuidv7(), factKey, userId, kind, channel, revision, variables },
    ...(channel === 'inbox'
      ? // What is shown in the shop is there as soon as it is written down.
        { status: 'sent' as const, sentAt: now, nextAttemptAt: null }
      : { status: 'queued' as const, sentAt: null, nextAttemptAt: now }),
    attempts: 0,
    resends: 0,
    createdAt: now,
    readAt: null,
  }));
  await em.createQueryBuilder(Notification).insert(rows).onConflict(['fact_key', 'channel']).ignore();
  afterCommit(em, deps.wake);
}

async function chooseChannels(em: EntityManager, userId: string, kind: Kind): Promise<ChannelName[]> {
  const decisions = await em.find(Preference, { userId, kind });
  const wanted = channelsOf(kind).filter((channel) => isWanted(decisions, kind, channel));
  if (!wanted.includes('push') || (await em.count(PushSubscription, { userId })) > 0) return wanted;
  return wanted.filter((channel) => channel !== 'push');
}
