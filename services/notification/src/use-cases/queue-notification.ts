import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit } from '@sidecart/platform';
import type { Static, TObject } from '@sinclair/typebox';
import { v7 as uuidv7 } from 'uuid';
import type { NotificationDeps } from '../deps';
import { isRequired } from '../domain/kinds';
import { Notification } from '../domain/notification';
import { Preference } from '../domain/preference';
import type { TemplateSource } from '../templates/define-template';

export interface Fact<S extends TObject> {
  /** Names the fact, such as `order.confirmed:<orderId>`. It is told once. */
  readonly key: string;
  readonly userId: string;
  readonly template: TemplateSource<S>;
  readonly variables: Static<S>;
}

const CHANNEL = 'email';

/**
 * Queues a mail that tells a person a fact, unless it was queued before or the person does not want mails of its kind.
 *
 * @param em the transaction of the event
 */
export async function queueNotification<S extends TObject>(
  em: EntityManager,
  deps: NotificationDeps,
  { key, userId, template, variables }: Fact<S>,
): Promise<void> {
  const { key: kind, version: templateVersion } = template;
  if (!isRequired(kind) && (await isUnwanted(em, userId, kind))) return;
  const now = deps.now();
  await em
    .createQueryBuilder(Notification)
    .insert({
      id: uuidv7(),
      factKey: key,
      userId,
      kind,
      channel: CHANNEL,
      templateVersion,
      variables,
      status: 'queued',
      attempts: 0,
      resends: 0,
      nextAttemptAt: now,
      createdAt: now,
    })
    .onConflict('fact_key')
    .ignore();
  afterCommit(em, deps.wake);
}

async function isUnwanted(em: EntityManager, userId: string, kind: Preference['kind']): Promise<boolean> {
  const decision = await em.findOne(Preference, { userId, kind, channel: CHANNEL });
  return decision?.isEnabled === false;
}
