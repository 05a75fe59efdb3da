import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Refund } from '../domain/refund';
import { presentRefund } from '../present';
import { KeyQuery, PaymentPath, RefundList } from './payment.schema';
import { MERCHANT, route } from './route';

const MAX_REFUNDS = 100;

export const listRefundsRoute = route({
  method: 'get',
  path: '/v1/refunds',
  operationId: 'listRefunds',
  summary: 'The newest refunds, of one payment or under one key if asked so.',
  tag: 'Refunds',
  access: MERCHANT,
  query: StrictObject({ ...KeyQuery, paymentId: Type.Optional(PaymentPath.properties.paymentId) }),
  responses: { 200: RefundList },
  async handler({ query, deps }) {
    const found = await deps.em.find(Refund, query, { orderBy: { createdAt: 'desc' }, limit: MAX_REFUNDS });
    return ok({ items: found.map(presentRefund) });
  },
});
