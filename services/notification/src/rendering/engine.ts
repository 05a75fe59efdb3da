import { create, createFrame, type HelperOptions } from 'handlebars';
import { formatDate } from './format-date';
import { formatMoney } from './format-money';

/** All that a template can do. What is not in here, such as writing logs, is not there. */
export const HELPERS = ['money', 'date', 'eq', 'if', 'unless', 'each'] as const;

const MAX_ITERATIONS = 5_000;
const MAX_LENGTH = 500_000;

const engine = create();

for (const name of ['log', 'lookup', 'with']) engine.unregisterHelper(name);

engine.registerHelper({
  money: (amountMinor: number | undefined, currency: string | undefined) =>
    formatMoney(present(amountMinor), present(currency)),
  date: (iso: string | undefined, { data }: HelperOptions) =>
    formatDate(present(iso), (data as FrameData).timeZone),
  eq: (a: unknown, b: unknown) => present(a) === present(b),
  each: eachOf,
});

interface FrameData {
  readonly timeZone: string;
  /** What is left of what one rendering may do. */
  readonly budget: { iterations: number; length: number };
}

/** Handlebars is strict with what it writes, not with what it hands to helpers. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The context lacks what a helper of the template asks for');
  return value;
}

/** Repeats a block for each item of a list or member of an object, within what one rendering may do. */
function eachOf(this: unknown, items: unknown, options: HelperOptions): string {
  const entries = Object.entries(present(items) as object);
  // The database keeps the members of an object in an order of its own.
  if (!Array.isArray(items)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return options.inverse(this);
  const { budget } = options.data as FrameData;
  return entries
    .map(([key, item], index): string => {
      const data = { key, index, first: index === 0, last: index === entries.length - 1 };
      const text = options.fn(item, {
        data: Object.assign(createFrame(options.data as object) as object, data),
      });
      budget.iterations -= 1;
      budget.length -= text.length;
      if (budget.iterations < 0 || budget.length < 0) throw new Error('The template writes too much');
      return text;
    })
    .join('');
}

/**
 * Fills in a template.
 *
 * @param timeZone the one dates are written in; UTC if it is left out
 */
export type Render = (context: object, timeZone?: string) => string;

/**
 * Compiles a Handlebars source. A name that the context lacks is an error, not a gap in a mail.
 *
 * @param form whether values are escaped: in HTML they are, in plain text they stand as they are
 */
export function compile(source: string, form: 'text' | 'html'): Render {
  const render = engine.compile(source, {
    strict: true,
    knownHelpers: Object.fromEntries(HELPERS.map((name) => [name, true])),
    knownHelpersOnly: true,
    noEscape: form === 'text',
  });
  return (context, timeZone = 'UTC') => {
    const data: FrameData = { timeZone, budget: { iterations: MAX_ITERATIONS, length: MAX_LENGTH } };
    return render(context, { data });
  };
}

/** Reads a Handlebars source without making anything of it. @throws when it is none */
export const parse = (source: string): hbs.AST.Program => engine.parseWithoutProcessing(source);
