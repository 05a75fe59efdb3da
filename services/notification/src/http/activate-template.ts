import { ok } from '@sidecart/platform';
import { activateTemplate } from '../use-cases/activate-template';
import { presentTemplate } from './present-template';
import { route } from './route';
import { ActiveVersionBody, TemplatePath, TemplateView } from './template.schema';

export const activateTemplateRoute = route({
  method: 'put',
  path: '/notifications/templates/{kind}/{locale}/active',
  operationId: 'activateNotificationTemplate',
  summary: 'Write with another version from now on: a new one, or an earlier one again.',
  tag: 'Templates',
  access: 'staff',
  params: TemplatePath,
  body: ActiveVersionBody,
  responses: { 200: TemplateView },
  problems: [404, 422],
  async handler({ params: { kind, locale }, body, deps }) {
    return ok(presentTemplate(await activateTemplate(deps, { kind, locale, version: body.version })));
  },
});
