import { randomUUID } from 'node:crypto';
import { addMethod, type Person } from '../prove/person';
import { call, waitForMail } from '../shop-client';
import { handOf, type Account, type Cast } from './cast';
import { ADDRESS, newCoupon, newShippingMethod, spare, SPARE } from './known-things';
import { newProduct, newVariant } from './known-variants';
import { newPushSubscription, subscribeToPush } from './known-messages';
import type { KnownValues } from './prepare-document';

/** Signs somebody in once more, by the password. */
export async function signInAgain({
  email,
  password,
}: Account): Promise<{ accessToken: string; refreshToken: string }> {
  const { body } = await call<{ accessToken: string; refreshToken: string }>('POST', '/api/auth/login', {
    body: { email, password },
  });
  return body;
}

/** What the operations on accounts need; each secret is good once. */
export async function prepareAccounts({ extra, forgetful }: Cast): Promise<KnownValues> {
  await call('POST', '/api/auth/password/forgot', { body: { email: forgetful.email } });
  const mail = await waitForMail(forgetful.email, /password/i);
  const refreshTokens = await spare(async () => (await signInAgain(extra)).refreshToken, 2 * SPARE);
  return {
    'logIn.body': [{ email: extra.email, password: extra.password }],
    'refreshSession.refreshToken': refreshTokens,
    'forgotPassword.email': [forgetful.email],
    'resetPassword.body': [{ token: /[?&#]token=([\w.~-]+)/.exec(mail.text)?.[1], password: randomUUID() }],
    'changePassword.body': [{ currentPassword: extra.password, newPassword: extra.password }],
  };
}

/**
 * What belongs to one person, and bodies that are new each time.
 *
 * @param shop what everybody can name
 */
export async function preparePersonal(person: Person, shop: KnownValues): Promise<KnownValues> {
  const hand = handOf(person);
  const addresses = await spare(
    async () => (await hand.post('/api/users/me/addresses', ADDRESS)).id,
    1 + SPARE,
  );
  const methods = await spare(() => addMethod(person, 'tok_visa'), 2);
  const { items: sessions } = await hand.get<{ items: { id: string; current: boolean }[] }>(
    '/api/auth/sessions',
  );
  const others = sessions.filter(({ current }) => !current).map(({ id }) => id);
  return {
    addressId: addresses.slice(0, 1),
    'removeMyAddress.addressId': addresses.slice(1),
    paymentMethodId: methods.slice(0, 1),
    'removePaymentMethod.methodId': methods.slice(1),
    methodId: methods.slice(0, 1),
    sessionId: others.slice(0, SPARE),
    subscriptionId: [await subscribeToPush(hand)],
    'addPushSubscription.body': [newPushSubscription()],
    // Without the coupon and the expected total, which would have to agree with each other.
    'placeOrder.body': [
      {
        paymentMethodId: methods[0],
        shippingAddress: ADDRESS,
        items: [{ productId: shop['productId']?.[0], quantity: 1 }],
      },
    ],
    'register.body': [
      { email: `tried-${randomUUID()}@customer.example`, password: randomUUID(), displayName: 'Tried' },
    ],
    'createCategory.body': [{ name: 'Tried', slug: `tried-${randomUUID()}`, position: 1 }],
    'createCoupon.body': [newCoupon()],
    'createShippingMethod.body': [newShippingMethod()],
    'createProduct.body': [newProduct(shop['categoryId']?.[0])],
    'addVariant.body': [newVariant(randomUUID().slice(0, 8))],
    'editVariant.body': [{ priceMinor: 2_490 }],
  };
}
