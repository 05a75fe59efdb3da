import type { Route } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';
import { abandonKeyRoute } from './abandon-key';
import { capturePaymentRoute } from './capture-payment';
import { createPaymentRoute } from './create-payment';
import { createRefundRoute } from './create-refund';
import { decideActionRoute } from './decide-action';
import { getFaultsRoute } from './get-faults';
import { getMethodRoute } from './get-method';
import { getPaymentRoute } from './get-payment';
import { listMethodsRoute } from './list-methods';
import { listPaymentsRoute } from './list-payments';
import { listRefundsRoute } from './list-refunds';
import { sendWebhooksAgainRoute } from './send-webhooks-again';
import { setFaultsRoute } from './set-faults';
import { showActionRoute } from './show-action';
import { showBooksRoute } from './show-books';
import { showPaymentRoute } from './show-payment';
import { voidPaymentRoute } from './void-payment';
import { withFaults } from './with-faults';

/** What the merchant and its customers use. */
export const routes: readonly Route<SandboxDeps>[] = [
  ...[
    listMethodsRoute,
    getMethodRoute,
    createPaymentRoute,
    listPaymentsRoute,
    getPaymentRoute,
    capturePaymentRoute,
    voidPaymentRoute,
    abandonKeyRoute,
    createRefundRoute,
    listRefundsRoute,
  ].map(withFaults),
  showActionRoute,
  decideActionRoute,
];

/** What only development and tests have: the books as pages, and troubles on demand. */
export const adminRoutes: readonly Route<SandboxDeps>[] = [
  showBooksRoute,
  showPaymentRoute,
  getFaultsRoute,
  setFaultsRoute,
  sendWebhooksAgainRoute,
];
