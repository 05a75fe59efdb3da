import type { Reply } from '@sidecart/platform';

/**
 * A page that runs nothing and loads nothing.
 *
 * @param formTargets origins that the answer to a form of this page may lead to
 */
export const html = (status: number, text: string, formTargets: readonly string[] = []): Reply => ({
  status,
  body: Buffer.from(text),
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action 'self' ${formTargets.join(' ')}`.trim(),
    ].join('; '),
  },
});
