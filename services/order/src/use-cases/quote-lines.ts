import type { ProductCatalogue, Quote, RequestedLine } from './ports';

export interface QuotedLine<L> {
  readonly line: L;
  /** Absent when the variant does not exist any more. */
  readonly offer: Quote | undefined;
}

/** Asks what lines cost now; each keeps its place. */
export async function quoteLines<L extends RequestedLine>(
  catalogue: ProductCatalogue,
  lines: readonly L[],
): Promise<QuotedLine<L>[]> {
  const wanted = lines.map(({ productId, variantId }) => ({ productId, variantId }));
  const quotes = await catalogue.quote(wanted);
  const quoteOf = new Map(quotes.map((quote) => [quote.variantId, quote]));
  return lines.map((line) => ({ line, offer: quoteOf.get(line.variantId ?? line.productId) }));
}
