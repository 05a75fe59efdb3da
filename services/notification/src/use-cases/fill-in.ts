import type { Notification } from '../domain/notification';
import type { CompiledTemplate } from '../rendering/compiled-template';
import type { TemplateStore } from './template-store';

/**
 * Fills in the template of a notification. Where one of the staff's cannot be, the built-in one is taken: what is owed is sent,
 * and a list is not lost for one of its items.
 *
 * @param onFault is told what was wrong with the staff's
 * @throws what `fill` throws with the built-in one
 */
export async function fillIn<T>(
  templates: TemplateStore,
  { kind, revision }: Pick<Notification, 'kind' | 'revision'>,
  locale: string,
  fill: (template: CompiledTemplate) => T,
  onFault: (error: unknown) => void = () => undefined,
): Promise<T> {
  const template = await templates.find(kind, revision, locale);
  try {
    return fill(template);
  } catch (error) {
    const builtIn = await templates.findBuiltIn(kind, revision);
    if (builtIn === template) throw error;
    onFault(error);
    return fill(builtIn);
  }
}
