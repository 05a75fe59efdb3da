const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: #8884; }
  body { max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
  body.card { max-width: 26rem; margin-top: 12vh; }
  body.card main { border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem 2rem 2rem; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  h1 { font-size: 1.5rem; line-height: 1.25; }
  td time, td code { white-space: nowrap; font-size: .875rem; }
  td.amount, th.amount { text-align: right; }
  code { overflow-wrap: anywhere; }
  .amount-large { font-size: 2rem; font-weight: 600; margin: .5rem 0 1.5rem; }
  .buttons { display: flex; gap: .75rem; margin-top: 1.5rem; }
  button { font: inherit; flex: 1; padding: .6rem 1rem; border-radius: .5rem; border: 1px solid var(--line); cursor: pointer;
    background: transparent; color: inherit; }
  button.primary { background: #2458d3; border-color: #2458d3; color: #fff; }
  button:focus-visible, a:focus-visible { outline: 3px solid #6d93f0; outline-offset: 2px; }
  .note { color: #777; font-size: .875rem; }
  .state { padding: .1rem .5rem; border-radius: 1rem; border: 1px solid var(--line); white-space: nowrap; }
  .captured, .succeeded { background: #1a7f3733; } .declined, .failed { background: #c0343433; }
  .requires-action, .processing, .authorized { background: #b5830033; }
`;

export interface PageOptions {
  /** A small dialogue in the middle instead of a wide page. */
  readonly isDialogue?: boolean;
  readonly reloads?: boolean;
}

/** A whole page around its content, which is HTML already. */
export const page = (title: string, body: string, { isDialogue, reloads }: PageOptions = {}): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${reloads ? '<meta http-equiv="refresh" content="5">' : ''}
<title>${escape(title)} · Sandbox payments</title>
<style>${STYLE}</style>
</head>
<body${isDialogue ? ' class="card"' : ''}><main>${body}</main></body>
</html>
`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text safe within HTML and its attributes. */
export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** An amount as people write it; currencies have none, two or three decimals. */
export function money(amountMinor: number | null, currency: string | null): string {
  if (amountMinor === null || currency === null) return '–';
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A moment as people read it, to the second. */
export const time = (at: Date): string =>
  `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace('T', ' ')}</time>`;

export const badge = (state: string): string =>
  `<span class="state ${escape(state)}">${escape(state)}</span>`;
