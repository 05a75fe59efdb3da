import { randomUUID } from 'node:crypto';
import { callPatiently } from '../../prove/call-patiently';
import { orderBody, type PlacedOrder } from '../../prove/goods';
import { expectSuccess, signInSeeded } from '../../prove/person';
import { STORIES, type Story } from '../../prove/order-stories';
import { idempotencyKey } from '../../shop-client';
import type { ExtraTrafficOptions } from './extra-traffic';

const REDEMPTIONS = 3;

const PAID = STORIES.find(({ name }) => name === 'paid') as Story;

/**
 * Everybody wants the same coupon at once, which is good for a few orders only: the others are turned away when half of
 * their order is written (laws 3 and 4).
 */
export async function raceForCoupon({ cast, expect }: ExtraTrafficOptions): Promise<string[]> {
  const couponCode = await createCoupon();
  const answers = await Promise.all(
    cast.buyers.map(async (buyer, index) => {
      const productId = String(cast.productIds[index % cast.productIds.length]);
      return callPatiently<PlacedOrder>('POST', '/api/orders', {
        token: await buyer.token(),
        headers: idempotencyKey(),
        body: { ...orderBody(buyer, { productId }), couponCode },
      });
    }),
  );
  const placed = answers.filter(({ status }) => status === 201);
  for (const { body } of placed) expect({ id: body.id, story: PAID });
  const others = new Set(answers.map(({ status }) => status).filter((status) => status !== 201));
  return [
    ...(placed.length === REDEMPTIONS
      ? []
      : [`a coupon for ${REDEMPTIONS} orders was good for ${placed.length}`]),
    ...[...others]
      .filter((status) => status !== 409 && status !== 422)
      .map((status) => `who came too late for a coupon was answered ${status}`),
  ];
}

async function createCoupon(): Promise<string> {
  const admin = await signInSeeded('admin@sidecart.example');
  const code = `RACE-${randomUUID().slice(0, 13).toUpperCase()}`;
  await expectSuccess(
    callPatiently('POST', '/api/coupons', {
      token: await admin.token(),
      headers: idempotencyKey(),
      body: { code, percentBps: 1_000, maxRedemptions: REDEMPTIONS },
    }),
  );
  return code;
}
