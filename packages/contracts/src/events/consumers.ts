/**
 * Which services hear events of which, by their app ids: they may ask it what it has published. Which events one hears is
 * declared in `components/common/subscriptions.yaml`.
 */
export const EVENT_CONSUMERS = {
  auth: ['notification'],
  product: ['notification', 'product'],
  order: ['notification', 'payment', 'product'],
  payment: ['notification', 'order'],
} as const;
