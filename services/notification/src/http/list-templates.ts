import { ok } from '@sidecart/platform';
import { Template } from '../domain/template';
import { TemplateList } from './notification.schema';
import { route } from './route';

export const listTemplatesRoute = route({
  method: 'get',
  path: '/notifications/templates',
  operationId: 'listNotificationTemplates',
  summary: 'List the templates notifications are written with.',
  tag: 'Notifications',
  access: 'staff',
  responses: { 200: TemplateList },
  async handler({ deps }) {
    await deps.templates.publish();
    const templates = await deps.em.find(
      Template,
      {},
      { orderBy: { key: 'asc', locale: 'asc', version: 'asc' } },
    );
    return ok({
      items: templates.map(({ key, locale, version, subject, text, html, variables }) => ({
        key,
        locale,
        version,
        subject,
        text,
        html,
        variables,
      })),
    });
  },
});
