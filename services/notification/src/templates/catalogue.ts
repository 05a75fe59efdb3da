import type { Kind } from '../domain/kinds';
import type { TemplateSource } from './define-template';
import { orderCancelledTemplate } from './order-cancelled';
import { orderConfirmedTemplate } from './order-confirmed';
import { orderDeliveredTemplate } from './order-delivered';
import { orderReturnedTemplate } from './order-returned';
import { orderShippedTemplate } from './order-shipped';
import { passwordResetTemplate } from './password-reset';
import { paymentActionRequiredTemplate } from './payment-action-required';
import { paymentRefundFailedTemplate } from './payment-refund-failed';
import { paymentRefundedTemplate } from './payment-refunded';
import { stockLowTemplate } from './stock-low';
import { welcomeTemplate } from './welcome';

/** Every template this release writes with. */
export const templateCatalogue: readonly TemplateSource[] = [
  welcomeTemplate,
  passwordResetTemplate,
  orderConfirmedTemplate,
  orderCancelledTemplate,
  orderShippedTemplate,
  orderDeliveredTemplate,
  orderReturnedTemplate,
  paymentActionRequiredTemplate,
  paymentRefundedTemplate,
  paymentRefundFailedTemplate,
  stockLowTemplate,
];

/** The built-in template of a kind: what it keeps now, and an example of it. */
export function builtInOf(kind: Kind): TemplateSource {
  const source = templateCatalogue.find((one) => one.key === kind);
  if (!source) throw new Error(`There is no template for ${kind}`);
  return source;
}
