import type { TemplateTexts } from '../domain/template';
import { compile, type Render } from './engine';

/** A template ready to be filled in. */
export type CompiledTemplate = Readonly<Record<keyof TemplateTexts, Render>>;

const MAX_LINE_LENGTH = 200;
const MAX_SHORT_LENGTH = 240;

export const compileTemplate = ({ subject, text, html, short }: TemplateTexts): CompiledTemplate => ({
  subject: asLine(compile(subject, 'text'), MAX_LINE_LENGTH),
  text: compile(text, 'text'),
  html: compile(html, 'html'),
  short: asLine(compile(short, 'text'), MAX_SHORT_LENGTH),
});

/** On one line whatever it is filled in with: a line break in a subject would begin a header of its own. */
const asLine =
  (render: Render, maxLength: number): Render =>
  (context, timeZone) => {
    const line = render(context, timeZone)
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
  };
