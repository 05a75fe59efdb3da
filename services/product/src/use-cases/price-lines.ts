import type { FieldFault } from '@sidecart/contracts';
import { DomainError } from '@sidecart/platform';
import type { ReservedLine } from './lock-reservation';
import type { LockedStock } from './lock-stock';
import { variantIdOf, type RequestedVariant } from './requested-variant';

export interface RequestedItem extends RequestedVariant {
  readonly quantity: number;
}

export interface PricedLines {
  readonly currency: string;
  readonly lines: readonly ReservedLine[];
}

/**
 * Gives each requested item its price and decides whether all of them can be had.
 *
 * @param stock by variant id
 * @throws DomainError refused naming every item that cannot, by its place in the request
 */
export function priceLines(
  items: readonly RequestedItem[],
  stock: ReadonlyMap<string, LockedStock>,
): PricedLines {
  const found = items.map((item) => {
    const one = stock.get(variantIdOf(item));
    return one?.productId === item.productId && one.isSold ? one : undefined;
  });
  refuseWhere('product-unavailable', 'Something of this cannot be bought.', items, (item, index) =>
    found[index] ? undefined : [item.variantId === undefined ? 'productId' : 'variantId', 'cannot be bought'],
  );
  refuseWhere('out-of-stock', 'There is not enough of something.', items, ({ quantity }, index) => {
    const available = found[index]?.available ?? 0;
    return available >= quantity ? undefined : ['quantity', `only ${available} can be had`];
  });
  const currency = found[0]?.currency ?? '';
  refuseWhere(
    'mixed-currencies',
    'All products of an order must have one currency.',
    items,
    (_item, index) =>
      found[index]?.currency === currency ? undefined : ['productId', `is not priced in ${currency}`],
  );
  return { currency, lines: items.map(({ quantity }, index) => toLine(found[index], quantity)) };
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

function toLine(variant: LockedStock | undefined, quantity: number): ReservedLine {
  if (!variant) throw new Error('A variant that can be bought has stock');
  const { productId, variantId, sku, name, options, priceMinor, categoryId, weightGrams } = variant;
  return {
    ...{ productId, variantId, sku, name, options, quantity, unitPriceMinor: priceMinor, categoryId },
    ...(weightGrams === null ? {} : { weightGrams }),
  };
}
