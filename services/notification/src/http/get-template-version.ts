import { notFound, ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Template } from '../domain/template';
import { KindField } from './notification.schema';
import { presentTemplate } from './present-template';
import { route } from './route';
import { Locale, TemplateView, Version } from './template.schema';

export const getTemplateVersionRoute = route({
  method: 'get',
  path: '/notifications/templates/{kind}/{locale}/versions/{version}',
  operationId: 'getNotificationTemplateVersion',
  summary: 'Read one version of a template.',
  tag: 'Templates',
  access: 'staff',
  params: Type.Object({ kind: KindField, locale: Locale, version: Version }),
  responses: { 200: TemplateView },
  problems: [404],
  async handler({ params: { kind: key, locale, version }, deps }) {
    await deps.templates.publish();
    const template = await deps.em.findOne(Template, { key, locale, version });
    if (!template) throw notFound('template');
    return ok(presentTemplate(template));
  },
});
