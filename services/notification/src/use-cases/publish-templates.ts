import type { EntityManager } from '@mikro-orm/postgresql';
import { Template } from '../domain/template';
import { templateCatalogue } from '../templates/catalogue';
import type { TemplateSource } from '../templates/define-template';
import { lockTemplates } from './lock-templates';

/**
 * Writes the templates of this release beside those of earlier ones and of the staff. Notifications are written with a new
 * one from then on, unless the staff wrote their own. Safe to repeat, also by several replicas at once.
 */
export async function publishTemplates(em: EntityManager, now: Date): Promise<void> {
  await em.transactional(async (tx) => {
    await lockTemplates(tx);
    const stored = await tx.find(
      Template,
      {},
      { fields: ['key', 'locale', 'version', 'origin', 'revision', 'isActive'] },
    );
    for (const source of templateCatalogue) {
      const same = stored.filter(({ key, locale }) => key === source.key && locale === source.locale);
      await publish(tx, source, same, now);
    }
  });
}

type Stored = Pick<Template, 'version' | 'origin' | 'revision' | 'isActive'>;

async function publish(
  em: EntityManager,
  source: TemplateSource,
  same: readonly Stored[],
  now: Date,
): Promise<void> {
  const { key, locale, revision, subject, text, html, short } = source;
  const texts = { subject, text, html, short, variables: { ...source.variables } };
  const known = same.find((one) => one.origin === 'built-in' && one.revision === revision);
  if (known) {
    await em.nativeUpdate(Template, { key, locale, version: known.version }, texts);
    return;
  }
  const active = same.find(({ isActive }) => isActive);
  const takesOver = active?.origin !== 'staff' && !same.some((one) => one.revision > revision);
  if (takesOver) await em.nativeUpdate(Template, { key, locale, isActive: true }, { isActive: false });
  await em.insert(Template, {
    ...{ key, locale, revision, ...texts },
    version: Math.max(0, ...same.map(({ version }) => version)) + 1,
    origin: 'built-in',
    isActive: takesOver,
    createdAt: now,
    createdBy: null,
    note: null,
  });
}
