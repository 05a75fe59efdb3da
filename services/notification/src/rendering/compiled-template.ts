import type { Template } from '../domain/template';
import { compile, type Render } from './engine';

/** A template ready to be filled in. */
export interface CompiledTemplate {
  readonly subject: Render;
  readonly text: Render;
  readonly html: Render;
}

export const compileTemplate = ({ subject, text, html }: Template): CompiledTemplate => ({
  subject: compile(subject, 'text'),
  text: compile(text, 'text'),
  html: compile(html, 'html'),
});
