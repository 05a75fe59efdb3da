import type { CaughtText } from './caught-texts';
import type { CaughtMail } from './mail-catcher';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
  iframe { width: 100%; height: 60vh; border: 1px solid #8884; background: #fff; color-scheme: light; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8884; padding: 1rem; }
`;

/**
 * Renders the lists of mails and text messages, which reload themselves.
 * @param to the address or number the lists are narrowed to, if any
 */
export function renderInbox(mails: CaughtMail[], texts: CaughtText[], to: string | undefined): string {
  const rows = mails.map(
    (mail) => `<tr><td><time>${escape(mail.receivedAt)}</time></td><td>${escape(mail.to.join(', '))}</td>
      <td><a href="/mails/${mail.id}">${escape(mail.subject || '(no subject)')}</a></td></tr>`,
  );
  const list = `<table><thead><tr><th>Received</th><th>To</th><th>Subject</th></tr></thead>
    <tbody>${rows.join('\n')}</tbody></table>`;
  const filter = to ? `<p>Only what is for ${escape(to)}. <a href="/">Show all</a></p>` : '';
  const shown = mails.length > 0 ? list : '<p>No mail yet.</p>';
  return page('Inbox', `<h1>Inbox</h1>${filter}${shown}${renderTexts(texts)}`, true);
}

function renderTexts(texts: CaughtText[]): string {
  const rows = texts.map(
    ({ receivedAt, to, text }) =>
      `<tr><td><time>${escape(receivedAt)}</time></td><td>${escape(to)}</td><td>${escape(text)}</td></tr>`,
  );
  const list = `<table><thead><tr><th>Received</th><th>To</th><th>Text</th></tr></thead>
    <tbody>${rows.join('\n')}</tbody></table>`;
  return `<h2>Text messages</h2>${texts.length > 0 ? list : '<p>None yet.</p>'}`;
}

/** Renders one mail: its HTML part in a frame that may do nothing, and its text part. */
export function renderMail(mail: CaughtMail): string {
  const frame = `<h2>HTML</h2><iframe sandbox title="HTML part" src="/mails/${mail.id}/html"></iframe>`;
  return page(
    mail.subject || '(no subject)',
    `<p><a href="/">Inbox</a></p>
    <h1>${escape(mail.subject || '(no subject)')}</h1>
    <table><tbody>
      <tr><th>From</th><td>${escape(mail.from)}</td></tr>
      <tr><th>To</th><td>${escape(mail.to.join(', '))}</td></tr>
      <tr><th>Received</th><td><time>${escape(mail.receivedAt)}</time></td></tr>
    </tbody></table>
    ${mail.html ? frame : ''}
    <h2>Text</h2><pre>${escape(mail.text)}</pre>`,
    false,
  );
}

function page(title: string, body: string, reloads: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${reloads ? '<meta http-equiv="refresh" content="5">' : ''}
<title>${escape(title)} · Sidecart mail</title>
<style>${STYLE}</style>
</head>
<body>${body}</body>
</html>
`;
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
