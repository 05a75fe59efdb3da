import type { FilterQuery } from '@mikro-orm/postgresql';
import { StrictObject, StringEnum } from '@sidecart/contracts';
import { decodeCursor, ok, PageQuery, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Payment, PAYMENT_STATUSES } from '../domain/payment';
import { presentPayment } from '../present';
import { KeyQuery, PaymentPage } from './payment.schema';
import { MERCHANT, route } from './route';

type CursorKey = readonly [createdAt: string, id: string];

export const listPaymentsRoute = route({
  method: 'get',
  path: '/v1/payments',
  operationId: 'listPayments',
  summary: 'Payments, newest first, or the one under a key.',
  tag: 'Payments',
  access: MERCHANT,
  query: StrictObject({
    ...PageQuery,
    ...KeyQuery,
    status: Type.Optional(StringEnum(PAYMENT_STATUSES, { description: 'Only those in this state.' })),
  }),
  responses: { 200: PaymentPage },
  async handler({ query: { limit, cursor, idempotencyKey, status }, deps }) {
    const after = decodeCursor(cursor, isCursorKey);
    const where: FilterQuery<Payment> = {
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(status === undefined ? {} : { status }),
      ...(after && {
        $or: [
          { createdAt: { $lt: new Date(after[0]) } },
          { createdAt: new Date(after[0]), id: { $lt: after[1] } },
        ],
      }),
    };
    const found = await deps.em.find(Payment, where, {
      orderBy: { createdAt: 'desc', id: 'desc' },
      limit: limit + 1,
    });
    const page = toPage(found, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    return ok({
      ...page,
      items: page.items.map((payment) => presentPayment(payment, deps.settings.publicUrl)),
    });
  },
});

const isCursorKey = (key: readonly unknown[]): key is CursorKey =>
  key.length === 2 && typeof key[1] === 'string' && !Number.isNaN(Date.parse(String(key[0])));
