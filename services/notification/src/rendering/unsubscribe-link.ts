import { Utils } from 'handlebars';

interface MailTexts {
  readonly text: string;
  readonly html: string;
}

/** Adds the link by which its recipient puts an end to mails like this one. Whoever wrote the template, it is there. */
export function addUnsubscribeLink<T extends MailTexts>(content: T, url: string | undefined): T {
  if (url === undefined) return content;
  const link = `<p style="text-align:center;font-size:.8rem"><a href="${Utils.escapeExpression(url)}">No more mails like this</a></p>`;
  const end = content.html.lastIndexOf('</body>');
  const at = end === -1 ? content.html.length : end;
  return {
    ...content,
    text: `${content.text.trimEnd()}\nNo more mails like this: ${url}\n`,
    html: `${content.html.slice(0, at)}${link}\n${content.html.slice(at)}`,
  };
}
