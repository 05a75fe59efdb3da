import type { Static, TObject } from '@sinclair/typebox';
import type { Kind } from '../domain/kinds';
import type { TemplateTexts } from '../domain/template';

/**
 * The built-in texts of a kind of notification, as Handlebars sources. They may use the variables, `shopUrl`, in a mail also
 * `recipient.name` and for a password reset `reset.token` and `reset.expiresAt`, and the helpers of `rendering/engine.ts`.
 * The subject uses variables only, and so does the short text: they are also shown in lists.
 */
export interface TemplateSource<S extends TObject = TObject> extends TemplateTexts {
  readonly key: Kind;
  readonly locale: string;
  /** Goes up with every change of texts or variables; the old one stays in the database for what is queued with it. */
  readonly revision: number;
  /** What a notification keeps to fill it in: nothing secret, nothing personal. */
  readonly variables: S;
  /** An example of the variables, to try templates with. */
  readonly sample: Static<S>;
}

/** Declares a template in English. The HTML body is put into the page that all mails share. */
export const defineTemplate = <S extends TObject>(
  source: Omit<TemplateSource<S>, 'locale' | 'html'> & { readonly htmlBody: string },
): TemplateSource<S> => {
  const { htmlBody, text, ...rest } = source;
  return { ...rest, locale: 'en', text: `${text.trim()}\n\n${FOOTER}\n`, html: page(htmlBody.trim()) };
};

const FOOTER = '-- \nSidecart · {{shopUrl}}';

const page = (body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#f4f4f5;font-family:system-ui,sans-serif;color:#18181b;line-height:1.5">
<div style="max-width:36rem;margin:2rem auto;padding:2rem;background:#ffffff;border-radius:8px">
${body}
</div>
<p style="text-align:center;font-size:.8rem;color:#71717a">Sidecart · <a href="{{shopUrl}}">{{shopUrl}}</a></p>
</body>
</html>
`;
