import type { DeliveryDeps } from '../deps';
import type { Notification } from '../domain/notification';
import { greetingName } from '../rendering/greeting-name';
import { DeliveryError } from './delivery-error';
import type { Message, ResetToken } from './ports';

/**
 * Writes a notification at the moment it is sent: the address, the name and the token of a password reset are asked for now
 * and kept nowhere.
 *
 * @throws DeliveryError when there is nobody to write to or nothing to tell any more, DomainError unavailable
 */
export async function composeMessage(deps: DeliveryDeps, notification: Notification): Promise<Message> {
  const { id, userId, kind, templateVersion, variables, resends } = notification;
  const to = await deps.contacts.find(userId);
  if (!to) throw new DeliveryError('recipient-gone', true);
  const template = await deps.templates.find(kind, templateVersion, to.locale);
  const reset = kind === 'password-reset' ? await makeResetToken(deps, variables) : undefined;
  const context = {
    ...variables,
    reset,
    recipient: { name: greetingName(to.displayName) },
    shopUrl: deps.shopUrl,
  };
  return {
    id: resends === 0 ? id : `${id}.${resends}`,
    to,
    content: {
      subject: template.subject(context),
      text: template.text(context),
      html: template.html(context),
    },
  };
}

async function makeResetToken(deps: DeliveryDeps, variables: Record<string, unknown>): Promise<ResetToken> {
  const token = await deps.resetTokens.make(String(variables['resetId']));
  if (!token) throw new DeliveryError('reset-over', true);
  return token;
}
