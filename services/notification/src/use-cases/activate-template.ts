import { afterCommit, DomainError, notFound } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import type { Kind } from '../domain/kinds';
import { Template } from '../domain/template';
import { builtInOf } from '../templates/catalogue';
import { lockTemplates } from './lock-templates';

/**
 * Has notifications written with that version from now on, also those that are queued already.
 *
 * @throws DomainError not-found, or refused when it is written for other variables than this release keeps
 */
export async function activateTemplate(
  deps: NotificationDeps,
  { kind: key, locale, version }: { kind: Kind; locale: string; version: number },
): Promise<Template> {
  await deps.templates.publish();
  return deps.em.transactional(async (em) => {
    await lockTemplates(em);
    const template = await em.findOne(Template, { key, locale, version });
    if (!template) throw notFound('template');
    if (template.revision !== builtInOf(key).revision) {
      throw new DomainError(
        'refused',
        'template-outdated',
        'It is written for variables that notifications do not keep any more.',
      );
    }
    await em.nativeUpdate(Template, { key, locale, isActive: true }, { isActive: false });
    await em.nativeUpdate(Template, { key, locale, version }, { isActive: true });
    afterCommit(em, () => deps.templates.refresh());
    return em.refreshOrFail(template);
  });
}
