const MAX_LENGTH = 500;
const DEFAULT = 'en';

/** The first language of an Accept-Language header, which browsers put first because it is the one they are used in. */
export function preferredLanguage(header: string | undefined): string {
  const [first = ''] = (header ?? '').slice(0, MAX_LENGTH).split(',');
  return /^\s*([a-z]{2,3})\b/i.exec(first)?.[1]?.toLowerCase() ?? DEFAULT;
}
