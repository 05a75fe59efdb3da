import { parseArgs } from 'node:util';
import { PlainError } from '../../plain-error';
import { parseComponentSet, type ComponentSet } from '../../servers/component-sets';

/** What a campaign is asked for on the command line. */
export interface CampaignOptions {
  readonly set: ComponentSet;
  readonly seed: string;
  readonly orders: number;
  /** Undefined for all. */
  readonly faults: readonly string[] | undefined;
  readonly short: boolean;
  readonly recoveryMs: number;
  /** A file for the page. */
  readonly report: string | undefined;
  /** The name of a bug. */
  readonly plant: string | undefined;
  /** Whether every bug is planted in turn. */
  readonly planted: boolean;
}

const ORDERS = { all: 2_000, short: 240, planted: 40 };

/** @throws {PlainError} for what cannot be understood */
export function parseCampaignOptions(args: string[]): CampaignOptions {
  const { values } = parseArgs({
    args,
    options: {
      components: { type: 'string' },
      seed: { type: 'string', default: '1' },
      orders: { type: 'string' },
      faults: { type: 'string' },
      short: { type: 'boolean', default: false },
      'recovery-seconds': { type: 'string', default: '10' },
      report: { type: 'string' },
      plant: { type: 'string' },
      planted: { type: 'boolean', default: false },
    },
  });
  const { seed, short, plant, planted, report } = values;
  const kind = plant === undefined ? (short ? 'short' : 'all') : 'planted';
  return {
    set: parseComponentSet(values.components),
    seed,
    orders: parseCount('orders', values.orders ?? String(ORDERS[kind])),
    faults: values.faults?.split(','),
    short,
    recoveryMs: parseCount('recovery-seconds', values['recovery-seconds']) * 1_000,
    report,
    plant,
    planted,
  };
}

function parseCount(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new PlainError(`--${name} takes a whole number, not "${text}".`);
}
