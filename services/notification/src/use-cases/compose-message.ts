import type { DeliveryDeps } from '../deps';
import { isForStaff, isRequired } from '../domain/kinds';
import type { Notification } from '../domain/notification';
import type { CompiledTemplate } from '../rendering/compiled-template';
import { greetingName } from '../rendering/greeting-name';
import { linkOf } from '../rendering/link-of';
import { addUnsubscribeLink } from '../rendering/unsubscribe-link';
import { DeliveryError } from './delivery-error';
import { fillIn } from './fill-in';
import type { Contact, Content, Message, ResetToken } from './ports';

/**
 * Writes a notification at the moment it is sent: the address, the name and the token of a password reset are asked for now
 * and kept nowhere.
 *
 * @throws DeliveryError when there is nobody to write to or nothing to tell any more, DomainError unavailable
 */
export async function composeMessage(deps: DeliveryDeps, notification: Notification): Promise<Message> {
  const { id, kind, channel, userId, variables, resends } = notification;
  refuseWhatIsOver(variables, deps.now());
  const to = await findContact(deps, notification);
  const reset = kind === 'password-reset' ? await makeResetToken(deps, variables) : undefined;
  const context = {
    ...variables,
    reset,
    recipient: { name: greetingName(to.displayName) },
    shopUrl: deps.shopUrl,
  };
  const unsubscribeUrl =
    userId === null || isRequired(kind, channel)
      ? undefined
      : deps.unsubscribing.urlFor({ userId, kind, channel });
  return {
    ...{ kind, userId, to, unsubscribeUrl },
    id: resends === 0 ? id : `${id}.${resends}`,
    content: addUnsubscribeLink(await write(deps, notification, to, context), unsubscribeUrl),
  };
}

function write(
  deps: DeliveryDeps,
  notification: Notification,
  { locale, timeZone }: Contact,
  context: object,
): Promise<Content> {
  const { id: notificationId, kind, variables } = notification;
  const fill = (template: CompiledTemplate): Content => ({
    subject: template.subject(context, timeZone),
    text: template.text(context, timeZone),
    html: template.html(context, timeZone),
    short: template.short(context, timeZone),
    link: linkOf(deps.shopUrl, variables),
  });
  return fillIn(deps.templates, notification, locale, fill, (error) => {
    deps.log.error('template of the staff cannot be filled in', { notificationId, kind, error });
  });
}

async function findContact(deps: DeliveryDeps, { kind, userId }: Notification): Promise<Contact> {
  if (userId === null || isForStaff(kind)) return deps.staff;
  const contact = await deps.contacts.find(userId);
  if (!contact) throw new DeliveryError('recipient-gone', true);
  return contact;
}

/** What asks for something until a certain moment is not sent after it. */
function refuseWhatIsOver({ expiresAt }: Record<string, unknown>, now: Date): void {
  if (typeof expiresAt === 'string' && new Date(expiresAt) <= now) throw new DeliveryError('expired', true);
}

async function makeResetToken(deps: DeliveryDeps, variables: Record<string, unknown>): Promise<ResetToken> {
  const token = await deps.resetTokens.make(String(variables['resetId']));
  if (!token) throw new DeliveryError('reset-over', true);
  return token;
}
