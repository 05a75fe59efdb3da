import { activateTemplateRoute } from './activate-template';
import { addPushSubscriptionRoute } from './add-push-subscription';
import { cancelNotificationRoute } from './cancel-notification';
import { createTemplateVersionRoute } from './create-template-version';
import { getPreferencesRoute } from './get-preferences';
import { getPushKeyRoute } from './get-push-key';
import { getTemplateVersionRoute } from './get-template-version';
import { listDeliveryLogRoute } from './list-delivery-log';
import { listNotificationsRoute } from './list-notifications';
import { listPushSubscriptionsRoute } from './list-push-subscriptions';
import { listDeadLettersRoute, listQueueRoute } from './list-queue';
import { listTemplateVersionsRoute } from './list-template-versions';
import { listTemplatesRoute } from './list-templates';
import { previewTemplateRoute } from './preview-template';
import { getQuietHoursRoute, removeQuietHoursRoute, setQuietHoursRoute } from './quiet-hours';
import { readAllNotificationsRoute } from './read-all-notifications';
import { readNotificationRoute } from './read-notification';
import { removePushSubscriptionRoute } from './remove-push-subscription';
import { resendManyRoute } from './resend-many';
import { resendNotificationRoute } from './resend-notification';
import { savePreferencesRoute } from './save-preferences';
import { showUnsubscribeRoute, unsubscribeRoute } from './unsubscribe';

/** All that can be asked of the notification service. */
export const routes = [
  listNotificationsRoute,
  readAllNotificationsRoute,
  readNotificationRoute,
  getPreferencesRoute,
  savePreferencesRoute,
  getQuietHoursRoute,
  setQuietHoursRoute,
  removeQuietHoursRoute,
  showUnsubscribeRoute,
  unsubscribeRoute,
  getPushKeyRoute,
  listPushSubscriptionsRoute,
  addPushSubscriptionRoute,
  removePushSubscriptionRoute,
  listTemplatesRoute,
  listTemplateVersionsRoute,
  getTemplateVersionRoute,
  createTemplateVersionRoute,
  activateTemplateRoute,
  previewTemplateRoute,
  listQueueRoute,
  listDeadLettersRoute,
  listDeliveryLogRoute,
  resendManyRoute,
  resendNotificationRoute,
  cancelNotificationRoute,
];
