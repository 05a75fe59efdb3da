import { ok } from '@sidecart/platform';
import { Template } from '../domain/template';
import { presentTemplate } from './present-template';
import { route } from './route';
import { TemplateList } from './template.schema';

export const listTemplatesRoute = route({
  method: 'get',
  path: '/notifications/templates',
  operationId: 'listNotificationTemplates',
  summary: 'List the templates notifications are written with now.',
  tag: 'Templates',
  access: 'staff',
  responses: { 200: TemplateList },
  async handler({ deps }) {
    await deps.templates.publish();
    const templates = await deps.em.find(
      Template,
      { isActive: true },
      { orderBy: { key: 'asc', locale: 'asc' } },
    );
    return ok({ items: templates.map(presentTemplate) });
  },
});
