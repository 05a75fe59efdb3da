import { Type, type Static } from '@sinclair/typebox';
import { AmountMinor } from '../money';
import { Uuid } from '../schema';

export const OrderedLine = Type.Object({
  productId: Uuid,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  unitPriceMinor: AmountMinor,
});
export type OrderedLine = Static<typeof OrderedLine>;
