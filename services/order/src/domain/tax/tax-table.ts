import { PPM } from '../pricing/rate';
import { SALES_TAX_PERCENT, VAT_PERCENT } from './standard-rates';

/** How sales to a place are taxed. */
export interface TaxAt {
  /** Whether prices hold the tax already. */
  readonly included: boolean;
  readonly ratePpm: number;
}

/**
 * Looks up the standard rate of a place. Where no tax is collected it is 0.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region where the country taxes by region, its letters: `CA` or `US-CA`
 * @returns undefined when the tax depends on the region and that is missing or unknown
 */
export function findStandardTax(country: string, region: string | undefined): TaxAt | undefined {
  if (country !== 'US') return { included: true, ratePpm: toPpm(VAT_PERCENT[country] ?? 0) };
  const state = region?.trim().toUpperCase().replace(/^US-/, '') ?? '';
  const percent = Object.hasOwn(SALES_TAX_PERCENT, state) ? SALES_TAX_PERCENT[state] : undefined;
  return percent === undefined ? undefined : { included: false, ratePpm: toPpm(percent) };
}

const toPpm = (percent: number): number => Math.round((percent * PPM) / 100);
