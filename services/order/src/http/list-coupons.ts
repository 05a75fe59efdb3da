import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Coupon, normaliseCode } from '../domain/coupon';
import { CouponPage } from './coupon.schema';
import { CouponCode } from './order.schema';
import { presentCoupon } from './present-coupon';
import { route } from './route';

export const listCouponsRoute = route({
  method: 'get',
  path: '/coupons',
  operationId: 'listCoupons',
  summary: 'List the coupons, newest first.',
  tag: 'Coupons',
  access: 'staff',
  query: StrictObject({
    ...PageQuery,
    code: Type.Optional(Type.String({ ...CouponCode, description: 'Only the one with that code.' })),
    active: Type.Optional(Type.Boolean({ description: 'Only those that may be used, or may not.' })),
  }),
  responses: { 200: CouponPage },
  async handler({ query, deps }) {
    const after = decodeCursor(query.cursor, isIdPosition);
    const coupons = await deps.em.find(
      Coupon,
      {
        ...(query.code === undefined ? {} : { code: normaliseCode(query.code) }),
        ...(query.active === undefined ? {} : { active: query.active }),
        ...(after ? { id: { $lt: after[0] } } : {}),
      },
      { orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    const page = toPage(coupons, query.limit, (coupon) => [coupon.id]);
    return pageReply({ ...page, items: page.items.map(presentCoupon) }, '/coupons', query);
  },
});
