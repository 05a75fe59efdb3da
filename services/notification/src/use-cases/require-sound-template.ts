import { DomainError } from '@sidecart/platform';
import type { TemplateTexts } from '../domain/template';
import { compileTemplate } from '../rendering/compiled-template';
import { findActiveContent } from '../rendering/find-active-content';
import { findTemplateFaults } from '../rendering/find-template-faults';
import type { Schema } from '../rendering/schema-walk';
import { builtInOf } from '../templates/catalogue';
import type { TemplateSource } from '../templates/define-template';
import { sampleContext } from './sample-context';

const TEXT: Schema = { type: 'string' };

/** What every text may use beside the variables; a mail may also name its recipient. */
const IN_LISTS = { shopUrl: TEXT };
const IN_MAILS = { ...IN_LISTS, recipient: { properties: { name: TEXT } } };
const RESET = { reset: { properties: { token: TEXT, expiresAt: TEXT } } };

/**
 * Checks texts that the staff wrote for a kind of notification: that they ask for nothing but what there is, do nothing but
 * write it, and can be filled in.
 *
 * @throws DomainError refused that names each fault
 */
export function requireSoundTemplate(texts: TemplateTexts, kind: TemplateSource['key']): void {
  const source = builtInOf(kind);
  const faults = PARTS.flatMap((part) =>
    findTemplateFaults(texts[part], schemaFor(source, part)).map((detail) => fault(part, detail)),
  );
  faults.push(...findActiveContent(texts.html).map((detail) => fault('html', detail)));
  if (faults.length === 0) faults.push(...tryOut(texts, source));
  if (faults.length > 0) {
    throw new DomainError('refused', 'template-unsound', 'The template cannot be used as it is.', {
      errors: faults.slice(0, MAX_FAULTS),
    });
  }
}

const PARTS = ['subject', 'text', 'html', 'short'] as const;
const MAX_FAULTS = 20;

function schemaFor({ key, variables }: TemplateSource, part: keyof TemplateTexts): Schema {
  const isMail = part === 'text' || part === 'html';
  const extra = isMail ? { ...IN_MAILS, ...(key === 'password-reset' ? RESET : {}) } : IN_LISTS;
  return { type: 'object', properties: { ...(variables.properties as Schema['properties']), ...extra } };
}

function tryOut(texts: TemplateTexts, source: TemplateSource) {
  const compiled = compileTemplate(texts);
  const context = sampleContext(source, 'https://shop.example');
  return PARTS.flatMap((part) => {
    try {
      return compiled[part](context) === '' ? [fault(part, 'says nothing with the example')] : [];
    } catch (error) {
      return [fault(part, `cannot be filled in: ${(error as Error).message}`)];
    }
  });
}

const fault = (part: string, detail: string) => ({ in: 'body', pointer: `#/${part}`, detail });
