import type { Kind } from './kinds';

export const TEMPLATE_ORIGINS = ['built-in', 'staff'] as const;

/** The Handlebars sources of a notification, one for each place where it can be read. */
export interface TemplateTexts {
  /** The line a mail or a browser's notification begins with. */
  readonly subject: string;
  /** The mail as plain text. */
  readonly text: string;
  /** The mail as HTML. */
  readonly html: string;
  /** All that fits into a text message, a browser's notification and a line of the inbox. */
  readonly short: string;
}

/** One version of the texts of a kind of notification in one language. What was saved is not changed. */
export class Template implements TemplateTexts {
  key!: Kind;
  locale!: string;
  /** Counts the versions of a kind in a language, whoever wrote them. */
  version!: number;
  origin!: (typeof TEMPLATE_ORIGINS)[number];
  /** Which set of variables it is written for: notifications keep theirs, and are written with a template of the same. */
  revision!: number;
  /** Whether notifications are written with it now; one version of a kind and language is. */
  isActive!: boolean;
  subject!: string;
  text!: string;
  html!: string;
  short!: string;
  /** The JSON Schema of what a notification keeps to fill it in. */
  variables!: object;
  createdAt!: Date;
  /** Who of the staff wrote it; null for the built-in ones. */
  createdBy!: string | null;
  /** Why there is this version. */
  note!: string | null;
}
