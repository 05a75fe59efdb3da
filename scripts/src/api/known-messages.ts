import { randomUUID } from 'node:crypto';
import { addMethod } from '../prove/person';
import { waitForMail } from '../shop-client';
import { handOf, type Cast, type Hand } from './cast';
import { advance, confirmedOrder } from './known-orders';
import type { KnownValues } from './prepare-document';

/**
 * What the operations on messages can name. A template that was made up is not put to use, or the mails of this
 * platform would never be the same.
 */
export async function prepareMessages({ forgetful, staff }: Cast, productId: string): Promise<KnownValues> {
  const paymentMethodId = await addMethod(forgetful, 'tok_visa');
  const items = [{ productId, quantity: 1 }];
  const orderId = await confirmedOrder(handOf(forgetful), { items, paymentMethodId });
  await advance(handOf(staff), orderId, ['ship']);
  const mail = await waitForMail(forgetful.email, /way|shipped/i);
  const token = /unsubscribe\?token=([\w.-]+)/.exec(mail.text)?.[1];
  const ofTemplates = [
    'listNotificationTemplateVersions',
    'getNotificationTemplateVersion',
    'activateNotificationTemplate',
  ];
  return {
    ...(token === undefined ? {} : { 'showUnsubscribe.token': [token], 'unsubscribe.token': [token] }),
    ...Object.fromEntries(ofTemplates.map((operation) => [`${operation}.locale`, ['en']])),
    'getNotificationTemplateVersion.version': [1],
    'activateNotificationTemplate.version': [1],
    'createNotificationTemplateVersion.activate': [false],
    'previewNotificationTemplate.body': [{ locale: 'en' }],
  };
}

/** A browser that wants messages; no push service knows it. @returns its id */
export async function subscribeToPush(hand: Hand): Promise<string> {
  const { id } = await hand.post('/api/notifications/push/subscriptions', newPushSubscription());
  return id;
}

/** The keys are a point of the curve that somebody else has made up. */
export const newPushSubscription = () => ({
  endpoint: `https://updates.push.services.mozilla.com/wpush/v2/${randomUUID()}`,
  keys: {
    p256dh: 'BIPUL12DLfytvTajnryr2PRdAgXS3HGKiLqndGcJGabyhHheJYlNGCeXl1dn18gSJ1WAkAPIxr4gK0_dQds4yiI',
    auth: 'FPssNDTKnInHVndSTdbKFw',
  },
});
