import { created } from '@sidecart/platform';
import { createTemplateVersion } from '../use-cases/create-template-version';
import { presentTemplate } from './present-template';
import { route } from './route';
import { NewTemplateBody, TemplateKindPath, TemplateView } from './template.schema';

export const createTemplateVersionRoute = route({
  method: 'post',
  path: '/notifications/templates/{kind}/versions',
  operationId: 'createNotificationTemplateVersion',
  summary:
    'Save a new version of a template. It may ask for what its variables declare, and for nothing else.',
  tag: 'Templates',
  access: 'staff',
  params: TemplateKindPath,
  body: NewTemplateBody,
  bodyLimitBytes: 256 * 1024,
  idempotencyKey: 'optional',
  responses: { 201: TemplateView },
  problems: [422],
  async handler({ params: { kind }, body, principal, idempotency, deps }) {
    const { locale, subject, text, html, short, note = null, activate } = body;
    return createTemplateVersion(
      deps,
      { kind, locale, texts: { subject, text, html, short }, note, activate, staffId: principal.id },
      idempotency,
      (template) =>
        created(
          `/api/notifications/templates/${kind}/${locale}/versions/${template.version}`,
          presentTemplate(template),
        ),
    );
  },
});
