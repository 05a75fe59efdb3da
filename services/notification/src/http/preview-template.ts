import { ok } from '@sidecart/platform';
import { previewTemplate } from '../use-cases/preview-template';
import { route } from './route';
import { PreviewBody, PreviewView, TemplateKindPath } from './template.schema';

export const previewTemplateRoute = route({
  method: 'post',
  path: '/notifications/templates/{kind}/preview',
  operationId: 'previewNotificationTemplate',
  summary: 'See what a template, or texts that are not saved yet, would say. Nothing is sent.',
  tag: 'Templates',
  access: 'staff',
  params: TemplateKindPath,
  body: PreviewBody,
  bodyLimitBytes: 256 * 1024,
  responses: { 200: PreviewView },
  problems: [404, 422],
  async handler({ params: { kind }, body, deps }) {
    return ok(await previewTemplate(deps, kind, body));
  },
});
