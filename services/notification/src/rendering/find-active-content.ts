/** What a mail has no use for: it would run something, load something, or ask for something. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [
    /<\s*(script|iframe|frame|object|embed|form|input|base|svg|math|link)\b/i,
    'has an element that is not for mails',
  ],
  [/<[^>]*[\s"'/]on[a-z]+\s*=/i, 'has an attribute that would run something'],
  [
    /(?:href|src|action)\s*=\s*["']?\s*(?:javascript|vbscript|data)\s*:/i,
    'has a link that would run something',
  ],
  [
    /<\w+(?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*\s+[\w-]+\s*=\s*\{\{/,
    'has a value in an attribute without quotes',
  ],
];

/**
 * Looks for what does not belong into the HTML of a mail. Mail programs drop most of it; the preview should not rely on that.
 *
 * @returns one sentence for each kind of fault
 */
export const findActiveContent = (html: string): string[] =>
  FORBIDDEN.filter(([pattern]) => pattern.test(html)).map(([, what]) => what);
