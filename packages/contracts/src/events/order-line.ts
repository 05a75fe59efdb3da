import { Type, type Static } from '@sinclair/typebox';
import { AmountMinor } from '../money';
import { Uuid } from '../schema';

/** What tells the variants of a product apart, such as `{ "size": "M", "colour": "blue" }`; empty for an only one. */
export const VariantOptions = Type.Record(Type.String(), Type.String(), {
  description: 'What tells it apart from its siblings, such as size and colour.',
});
export type VariantOptions = Static<typeof VariantOptions>;

export const OrderedLine = Type.Object({
  productId: Uuid,
  /** The variant that is sold. Events from before there were variants lack it: then it is the product's only one. */
  variantId: Type.Optional(Uuid),
  options: Type.Optional(VariantOptions),
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  unitPriceMinor: AmountMinor,
});
export type OrderedLine = Static<typeof OrderedLine>;
