import type { FieldFault } from '@sidecart/contracts';
import { DomainError } from '@sidecart/platform';
import type { ReservedLine } from './lock-reservation';
import type { LockedStock } from './lock-stock';

export interface RequestedItem {
  readonly productId: string;
  readonly quantity: number;
}

export interface PricedLines {
  readonly currency: string;
  readonly lines: readonly ReservedLine[];
}

/**
 * Gives each requested item its price and decides whether all of them can be had.
 *
 * @throws DomainError refused naming every item that cannot, by its place in the request
 */
export function priceLines(
  items: readonly RequestedItem[],
  stock: ReadonlyMap<string, LockedStock>,
): PricedLines {
  refuseWhere('product-unavailable', 'Something of this cannot be bought.', items, ({ productId }) =>
    stock.get(productId)?.status === 'active' ? undefined : ['productId', 'cannot be bought'],
  );
  refuseWhere('out-of-stock', 'There is not enough of something.', items, ({ productId, quantity }) => {
    const available = stock.get(productId)?.available ?? 0;
    return available >= quantity ? undefined : ['quantity', `only ${available} can be had`];
  });
  const lines = items.map(({ productId, quantity }) => toLine(stock.get(productId), quantity));
  const currency = lines[0]?.currency ?? '';
  refuseWhere(
    'mixed-currencies',
    'All products of an order must have one currency.',
    items,
    (_item, index) =>
      lines[index]?.currency === currency ? undefined : ['productId', `is not priced in ${currency}`],
  );
  return { currency, lines: lines.map(({ line }) => line) };
}

type Fault = readonly [member: string, detail: string];

function refuseWhere(
  code: string,
  message: string,
  items: readonly RequestedItem[],
  faultOf: (item: RequestedItem, index: number) => Fault | undefined,
): void {
  const errors = items.flatMap((item, index): FieldFault[] => {
    const fault = faultOf(item, index);
    return fault ? [{ in: 'body', pointer: `#/items/${index}/${fault[0]}`, detail: fault[1] }] : [];
  });
  if (errors.length > 0) throw new DomainError('refused', code, message, { errors });
}

function toLine(product: LockedStock | undefined, quantity: number) {
  if (!product) throw new Error('A product that can be bought has stock');
  const { productId, sku, name, priceMinor, currency } = product;
  return { currency, line: { productId, sku, name, quantity, unitPriceMinor: priceMinor } };
}
