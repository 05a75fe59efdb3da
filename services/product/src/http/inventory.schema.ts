import { StrictObject, TextLine, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';

const MAX_DELTA = 1_000_000;

export const AdjustStockBody = StrictObject({
  delta: Type.Integer({
    minimum: -MAX_DELTA,
    maximum: MAX_DELTA,
    not: { const: 0 },
    description: 'How many more pieces there are; negative for fewer.',
  }),
  reason: TextLine(200, 'Why: a count, a delivery, a breakage.'),
});

export const InventoryView = Type.Object({
  productId: Uuid,
  onHand: Type.Integer({ description: 'How many there are.' }),
  reserved: Type.Integer({ description: 'How many of those are held for orders.' }),
  available: Type.Integer({ description: 'How many can still be sold.' }),
});
