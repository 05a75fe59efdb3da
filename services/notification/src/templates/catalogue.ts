import type { TemplateSource } from './define-template';
import { orderCancelledTemplate } from './order-cancelled';
import { orderConfirmedTemplate } from './order-confirmed';
import { orderDeliveredTemplate } from './order-delivered';
import { orderShippedTemplate } from './order-shipped';
import { passwordResetTemplate } from './password-reset';
import { paymentRefundedTemplate } from './payment-refunded';
import { welcomeTemplate } from './welcome';

/** Every template this release writes with. */
export const templateCatalogue: readonly TemplateSource[] = [
  welcomeTemplate,
  passwordResetTemplate,
  orderConfirmedTemplate,
  orderCancelledTemplate,
  orderShippedTemplate,
  orderDeliveredTemplate,
  paymentRefundedTemplate,
];
