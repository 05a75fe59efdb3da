import type { Template } from '../domain/template';
import type { TemplateView } from './template.schema';

/** Shows a template to the staff. */
export const presentTemplate = ({ isActive, createdAt, ...template }: Template): TemplateView => ({
  key: template.key,
  locale: template.locale,
  version: template.version,
  origin: template.origin,
  revision: template.revision,
  active: isActive,
  subject: template.subject,
  text: template.text,
  html: template.html,
  short: template.short,
  variables: template.variables,
  createdAt: createdAt.toISOString(),
  createdBy: template.createdBy,
  note: template.note,
});
