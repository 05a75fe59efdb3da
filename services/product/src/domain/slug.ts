export const MAX_SLUG_LENGTH = 120;

/** Lower-case words joined by hyphens. */
export const SLUG_PATTERN = '^[a-z0-9]+(?:-[a-z0-9]+)*$';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text has the form of an id. A slug must not: an address holds either. */
export const looksLikeId = (text: string): boolean => UUID.test(text);

/**
 * Makes a slug of a name: accents are dropped, everything else that is no letter or digit becomes a hyphen.
 *
 * @param fallback what to make it of when nothing of the name is left
 */
export function toSlug(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' || looksLikeId(slug) ? fallback.toLowerCase() : slug;
}
