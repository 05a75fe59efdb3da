/** Where passwords can be guessed or mails be caused; a stricter quota holds there. */
const CREDENTIAL_PATHS = new Set([
  '/api/auth/login',
  '/api/auth/register',
  '/api/auth/password/forgot',
  '/api/auth/password/reset',
  '/api/auth/password/change',
  '/api/auth/email/verify',
]);

/** Whether a path is one of those, in any of the spellings that a service's router accepts. */
export const isCredentialPath = (path: string): boolean =>
  CREDENTIAL_PATHS.has(path.toLowerCase().replace(/\/$/, ''));
