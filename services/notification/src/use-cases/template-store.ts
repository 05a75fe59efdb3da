import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kind } from '../domain/kinds';
import { Template } from '../domain/template';
import { compileTemplate, type CompiledTemplate } from '../rendering/compiled-template';
import { publishTemplates } from './publish-templates';

const FALLBACK_LOCALE = 'en';
const LIST_LIFETIME_MS = 1_000;

export interface TemplateStore {
  /** Makes sure that the templates of this release are in the database; asks it once. */
  publish(): Promise<void>;
  /** Forgets which templates are active: somebody has just changed it. Other replicas notice within a second. */
  refresh(): void;
  /**
   * The template to write to somebody with: in their language, or in English; the active one if it is written for those
   * variables, or else the built-in one that is.
   *
   * @param revision the set of variables the notification keeps
   * @throws when there is none, which is a bug
   */
  find(key: Kind, revision: number, locale: string): Promise<CompiledTemplate>;
  /** The built-in template for those variables: it was tested with them. */
  findBuiltIn(key: Kind, revision: number): Promise<CompiledTemplate>;
}

type Listed = Pick<Template, 'key' | 'locale' | 'version' | 'origin' | 'revision' | 'isActive'>;

/** The templates of the database, compiled once each: a version that was saved does not change. */
export function createTemplateStore(em: EntityManager): TemplateStore {
  const compiled = new Map<string, CompiledTemplate>();
  let published: Promise<void> | undefined;
  let list: { readonly until: number; readonly templates: Promise<Listed[]> } | undefined;

  const publish = () =>
    (published ??= publishTemplates(em.fork(), new Date()).catch((error: unknown) => {
      published = undefined;
      throw error;
    }));

  const readList = async (): Promise<Listed[]> => {
    await publish();
    return em
      .fork()
      .find(Template, {}, { fields: ['key', 'locale', 'version', 'origin', 'revision', 'isActive'] });
  };

  const listAll = (): Promise<Listed[]> => {
    const now = performance.now();
    if (!list || list.until <= now) {
      const templates = readList();
      list = { until: now + LIST_LIFETIME_MS, templates };
      templates.catch(() => (list = undefined));
    }
    return list.templates;
  };

  const load = async (template: Listed | undefined, wanted: string): Promise<CompiledTemplate> => {
    if (!template) throw new Error(`There is no template ${wanted}`);
    const { key, locale, version } = template;
    const name = `${key} ${locale} ${version}`;
    const known = compiled.get(name);
    if (known) return known;
    const result = compileTemplate(await em.fork().findOneOrFail(Template, { key, locale, version }));
    compiled.set(name, result);
    return result;
  };

  return {
    publish,
    refresh: () => (list = undefined),
    async find(key, revision, locale) {
      const fitting = (await listAll()).filter((one) => one.key === key && one.revision === revision);
      return load(choose(fitting, locale), `${key} of revision ${revision}`);
    },
    async findBuiltIn(key, revision) {
      const fitting = (await listAll()).filter((one) => one.key === key && one.revision === revision);
      const isBuiltIn = ({ origin, locale }: Listed) => origin === 'built-in' && locale === FALLBACK_LOCALE;
      return load(fitting.find(isBuiltIn), `built in ${key} of revision ${revision}`);
    },
  };
}

/** The active template of the language, of English, or the built-in one. */
function choose(fitting: readonly Listed[], locale: string): Listed | undefined {
  const language = locale.split('-')[0] ?? FALLBACK_LOCALE;
  const active = fitting.filter(({ isActive }) => isActive);
  return (
    active.find((one) => one.locale === language) ??
    active.find((one) => one.locale === FALLBACK_LOCALE) ??
    fitting.find(({ origin, locale: written }) => origin === 'built-in' && written === FALLBACK_LOCALE)
  );
}
