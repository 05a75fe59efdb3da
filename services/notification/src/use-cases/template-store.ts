import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kind } from '../domain/kinds';
import { Template } from '../domain/template';
import { compileTemplate, type CompiledTemplate } from '../rendering/compiled-template';
import { publishTemplates } from './publish-templates';

const FALLBACK_LOCALE = 'en';

export interface TemplateStore {
  /** Makes sure that the templates of this release are in the database; asks it once. */
  publish(): Promise<void>;
  /**
   * The template to write to somebody with: in their language, or in English.
   *
   * @throws when there is none of that version, which is a bug
   */
  find(key: Kind, version: number, locale: string): Promise<CompiledTemplate>;
}

/** The templates of the database, compiled once each: a version that was used does not change. */
export function createTemplateStore(em: EntityManager): TemplateStore {
  const compiled = new Map<string, CompiledTemplate>();
  let published: Promise<void> | undefined;

  const publish = () =>
    (published ??= publishTemplates(em.fork()).catch((error: unknown) => {
      published = undefined;
      throw error;
    }));

  return {
    publish,
    async find(key, version, locale) {
      const language = locale.split('-')[0] ?? FALLBACK_LOCALE;
      const name = `${key} ${version} ${language}`;
      const known = compiled.get(name);
      if (known) return known;
      await publish();
      const candidates = await em
        .fork()
        .find(Template, { key, version, locale: { $in: [language, FALLBACK_LOCALE] } });
      const template = candidates.find((one) => one.locale === language) ?? candidates[0];
      if (!template) throw new Error(`There is no template ${key} of version ${version}`);
      const result = compileTemplate(template);
      compiled.set(name, result);
      return result;
    },
  };
}
