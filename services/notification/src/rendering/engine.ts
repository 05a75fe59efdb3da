import { create } from 'handlebars';
import { formatMoney } from './format-money';

const engine = create();

engine.registerHelper({
  money: (amountMinor: number | undefined, currency: string | undefined) =>
    formatMoney(present(amountMinor), present(currency)),
  date: (iso: string | undefined) => formatDate(present(iso)),
  eq: (a: unknown, b: unknown) => present(a) === present(b),
});

/** Handlebars is strict with what it writes, not with what it hands to helpers. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The context lacks what a helper of the template asks for');
  return value;
}

const KNOWN_HELPERS = { money: true, date: true, eq: true };

const formatDate = (iso: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))} UTC`;

export type Render = (context: object) => string;

/**
 * Compiles a Handlebars source. A name that the context lacks is an error, not a gap in a mail.
 *
 * @param form whether values are escaped: in HTML they are, in plain text they stand as they are
 */
export function compile(source: string, form: 'text' | 'html'): Render {
  return engine.compile(source, {
    strict: true,
    knownHelpers: KNOWN_HELPERS,
    knownHelpersOnly: true,
    noEscape: form === 'text',
  });
}
