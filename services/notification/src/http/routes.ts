import { getPreferencesRoute } from './get-preferences';
import { listDeliveryLogRoute } from './list-delivery-log';
import { listNotificationsRoute } from './list-notifications';
import { listTemplatesRoute } from './list-templates';
import { resendNotificationRoute } from './resend-notification';
import { savePreferencesRoute } from './save-preferences';

/** All that can be asked of the notification service. */
export const routes = [
  listNotificationsRoute,
  getPreferencesRoute,
  savePreferencesRoute,
  listTemplatesRoute,
  listDeliveryLogRoute,
  resendNotificationRoute,
];
