import { DomainError, notFound } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import type { Kind } from '../domain/kinds';
import { Template, type TemplateTexts } from '../domain/template';
import { compileTemplate } from '../rendering/compiled-template';
import { linkOf } from '../rendering/link-of';
import { builtInOf } from '../templates/catalogue';
import { findMisfits } from '../templates/require-fit';
import { requireSoundTemplate } from './require-sound-template';
import { sampleContext } from './sample-context';

/** What to look at: texts that are not saved yet, a version, or else the active one. */
export interface PreviewRequest {
  readonly locale?: string;
  readonly version?: number;
  readonly texts?: TemplateTexts;
  /** What to fill it in with; an example if it is left out. */
  readonly variables?: Record<string, unknown>;
}

/** What each channel would show. */
export interface Preview {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sms: string;
  readonly push: { readonly title: string; readonly body: string; readonly url: string };
}

/**
 * Fills a template in without sending anything.
 *
 * @throws DomainError not-found, malformed when the variables are not what the template declares, or refused that names each
 *   fault of the texts
 */
export async function previewTemplate(
  deps: NotificationDeps,
  kind: Kind,
  { locale = 'en', version, texts, variables }: PreviewRequest,
): Promise<Preview> {
  const source = builtInOf(kind);
  if (texts) requireSoundTemplate(texts, kind);
  if (variables) requireFitting(findMisfits(source, variables));
  const template = texts ?? (await findTemplate(deps, kind, locale, version));
  const sample = { key: kind, sample: variables ?? source.sample };
  const context = sampleContext(sample, deps.shopUrl);
  return fill(template, context, linkOf(deps.shopUrl, sample.sample));
}

function fill(template: TemplateTexts, context: object, link: string): Preview {
  const { subject, text, html, short } = compileTemplate(template);
  try {
    return {
      subject: subject(context),
      text: text(context),
      html: html(context),
      sms: `Sidecart: ${short(context)} ${link}`,
      push: { title: subject(context), body: short(context), url: link },
    };
  } catch (error) {
    const detail = `It cannot be filled in with these variables: ${(error as Error).message}`;
    throw new DomainError('refused', 'template-unfillable', detail);
  }
}

async function findTemplate(
  { em, templates }: NotificationDeps,
  key: Kind,
  locale: string,
  version: number | undefined,
): Promise<TemplateTexts> {
  await templates.publish();
  const { revision } = builtInOf(key);
  const wanted = version === undefined ? { isActive: true } : { version };
  const template = await em.findOne(Template, { key, locale, revision, ...wanted });
  if (!template) throw notFound('template');
  return template;
}

function requireFitting(misfits: readonly { pointer: string; detail: string }[]): void {
  if (misfits.length === 0) return;
  throw new DomainError(
    'malformed',
    'invalid-variables',
    'The variables are not what the template declares.',
    {
      errors: misfits.map(({ pointer, detail }) => ({
        in: 'body',
        pointer: `#/variables${pointer}`,
        detail,
      })),
    },
  );
}
