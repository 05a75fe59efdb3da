import { notFound, type Reply } from '@sidecart/platform';
import { Utils } from 'handlebars';
import type { ChannelName } from '../domain/kinds';
import type { Unsubscribing, Unwanted } from '../unsubscribing';

const POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const CHANNEL_NAMES: Readonly<Record<ChannelName, string>> = {
  email: 'mail',
  sms: 'text message',
  push: 'browser notification',
  inbox: 'notification in the shop',
};

/** @throws DomainError not-found when the link is not ours, or about what cannot be switched off */
export function readUnwanted(unsubscribing: Unsubscribing, token: string): Unwanted {
  const unwanted = unsubscribing.read(token);
  if (!unwanted) throw notFound('link to unsubscribe');
  return unwanted;
}

/** What it is about, in words. It names nobody: the link may have been forwarded. */
export const describeUnwanted = ({ kind, channel }: Unwanted): string =>
  `${kind.replaceAll('-', ' ')} by ${CHANNEL_NAMES[channel]}`;

/**
 * A page that runs nothing, loads nothing and sends a form to nobody else.
 *
 * @param body trusted HTML
 */
export function page(title: string, body: string): Reply {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${Utils.escapeExpression(title)}</title>
</head>
<body>
<h1>${Utils.escapeExpression(title)}</h1>
${body}
</body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  };
  return { status: 200, body: Buffer.from(html), headers };
}
