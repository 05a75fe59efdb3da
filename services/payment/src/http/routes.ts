import { attachMethodRoute } from './attach-method';
import { getPaymentRoute } from './get-payment';
import { listMethodsRoute } from './list-methods';
import { listPaymentsRoute } from './list-payments';
import { listRefundsRoute } from './list-refunds';
import { receiveWebhookRoute } from './receive-webhook';
import { removeMethodRoute } from './remove-method';
import { requestRefundRoute } from './request-refund';

/** All that can be asked of the payment service. The first route that fits is taken: fixed paths come first. */
export const routes = [
  listMethodsRoute,
  attachMethodRoute,
  removeMethodRoute,
  listPaymentsRoute,
  listRefundsRoute,
  getPaymentRoute,
  requestRefundRoute,
  receiveWebhookRoute,
];
