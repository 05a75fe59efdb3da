import type { Notification } from '../domain/notification';
import type { TemplateStore } from '../use-cases/template-store';
import type { NotificationView } from './notification.schema';

type Presentable = Pick<
  Notification,
  'id' | 'kind' | 'channel' | 'status' | 'templateVersion' | 'variables' | 'createdAt' | 'sentAt'
>;

const LOCALE = 'en';

/** What a client sees of a notification: what it was about, not what it was filled in with. */
export async function presentNotification(
  notification: Presentable,
  templates: TemplateStore,
): Promise<NotificationView> {
  const { id, kind, channel, status, templateVersion, variables, createdAt, sentAt } = notification;
  const template = await templates.find(kind, templateVersion, LOCALE);
  return {
    id,
    kind,
    channel,
    status,
    subject: template.subject(variables),
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
