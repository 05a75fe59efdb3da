import { afterCommit, once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import type { Kind } from '../domain/kinds';
import { Template, type TemplateTexts } from '../domain/template';
import { builtInOf } from '../templates/catalogue';
import { lockTemplates } from './lock-templates';
import { requireSoundTemplate } from './require-sound-template';

export interface NewTemplate {
  readonly kind: Kind;
  readonly locale: string;
  readonly texts: TemplateTexts;
  readonly note: string | null;
  /** Whether to write with it from now on. */
  readonly activate: boolean;
  readonly staffId: string;
}

/**
 * Saves a version of a template that the staff wrote, for the variables of this release.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError refused that names each fault of the texts
 */
export async function createTemplateVersion(
  deps: NotificationDeps,
  { kind: key, locale, texts, note, activate, staffId }: NewTemplate,
  idempotency: IdempotentRequest | undefined,
  toReply: (template: Template) => Reply,
): Promise<Reply> {
  requireSoundTemplate(texts, key);
  await deps.templates.publish();
  const { revision, variables } = builtInOf(key);
  return once(deps.em, idempotency, async (em) => {
    await lockTemplates(em);
    const [newest] = await em.find(
      Template,
      { key, locale },
      { fields: ['version'], orderBy: { version: 'desc' }, limit: 1 },
    );
    if (activate) await em.nativeUpdate(Template, { key, locale, isActive: true }, { isActive: false });
    const template = Object.assign(new Template(), {
      ...{ key, locale, revision, ...texts },
      variables: { ...variables },
      version: (newest?.version ?? 0) + 1,
      origin: 'staff',
      isActive: activate,
      createdAt: deps.now(),
      createdBy: staffId,
      note,
    });
    em.persist(template);
    afterCommit(em, () => deps.templates.refresh());
    return toReply(template);
  });
}
