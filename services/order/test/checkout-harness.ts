import { tokenFor, type TestResponse } from '@sidecart/testing';
import type { OrderService } from './harness';

export const staff = tokenFor('staff');

/** Makes a coupon as staff do. Ten percent, unless said otherwise. */
export async function makeCoupon(service: OrderService, terms: object = {}): Promise<TestResponse> {
  const code = `CODE-${Math.random().toString(36).slice(2, 10)}`;
  const kind = 'amountMinor' in terms ? {} : { percentBps: 1_000 };
  const answer = await service.send('POST', '/coupons', { token: staff, body: { code, ...kind, ...terms } });
  expect(answer.status).toBe(201);
  return answer;
}

/** Offers a way of shipping as staff do. */
export async function offerShipping(service: OrderService, terms: object = {}): Promise<TestResponse> {
  const body = { name: 'Standard', currency: 'EUR', baseMinor: 490, ...terms };
  const answer = await service.send('POST', '/shipping-methods', { token: staff, body });
  expect(answer.status).toBe(201);
  return answer;
}
