const PATH = /^\/problems\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;
const MAX_PATH_LENGTH = 80;

/** What those problems mean that any operation can answer. */
const MEANINGS: Readonly<Record<string, string>> = {
  'body-too-large': 'The body is larger than this operation takes. Nothing of it was used.',
  forbidden: 'The token is valid, but its role does not suffice for this.',
  'if-match-required':
    'Send If-Match with the ETag that you read, so that nobody overwrites what they have not seen.',
  'idempotency-key-reused':
    'This Idempotency-Key belongs to another request. Use a new key for a new request.',
  internal: 'A fault on our side. Quote `instance`, the id of the request, when you report it.',
  'invalid-token': 'The access token is malformed, expired or not one of ours. Refresh it or sign in again.',
  'malformed-path':
    'The request target is one that two servers could read differently. Send it in its plain form.',
  'malformed-request': 'The request is not one that HTTP servers agree upon.',
  'not-found': 'It does not exist, or it is not yours: the two are not told apart.',
  'rate-limited':
    'Too many requests. The RateLimit headers say what is allowed, Retry-After when to come back.',
  'token-required': 'This operation needs an access token: `Authorization: Bearer <token>`.',
  unavailable:
    'A part of the platform does not answer at the moment. Repeat the request after Retry-After; for one that ' +
    'creates something, under the same Idempotency-Key.',
  'version-changed': 'It was changed since you read it. Read it again and decide again.',
};

const GENERAL =
  'The operation that answered it tells in `detail` what happened this time and, where single fields are at fault, in ' +
  '`errors` which. The reference of all operations is at /docs.';

/** A short text about the kind of problem that a `type` of /problems/<code> names, or undefined for another path. */
export function problemPage(path: string): string | undefined {
  const code = path.length > MAX_PATH_LENGTH ? undefined : PATH.exec(path)?.[1];
  if (code === undefined) return undefined;
  return `${code}\n\n${MEANINGS[code] ?? GENERAL}\n`;
}
