import { DomainError } from '@sidecart/platform';
import type { Order } from './order';

/** How a parcel can be followed. */
export interface Tracking {
  readonly carrier?: string;
  readonly trackingNumber?: string;
  /** Shown to customers as a link, so it must be one that `requireTrackingUrl` lets pass. */
  readonly trackingUrl?: string;
}

/** @throws DomainError refused unless it is an absolute https address without credentials */
export function requireTrackingUrl(trackingUrl: string | undefined): void {
  if (trackingUrl === undefined) return;
  const url = URL.canParse(trackingUrl) ? new URL(trackingUrl) : undefined;
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return;
  throw new DomainError(
    'refused',
    'tracking-url-invalid',
    'The address to follow a parcel by must be a plain https one.',
    {
      errors: [
        { in: 'body', pointer: '#/trackingUrl', detail: 'must be an https address without credentials' },
      ],
    },
  );
}

/** Sets how the parcel of an order is followed; what is not given is no longer known. */
export function followBy(order: Order, { carrier, trackingNumber, trackingUrl }: Tracking): void {
  order.carrier = carrier ?? null;
  order.trackingNumber = trackingNumber ?? null;
  order.trackingUrl = trackingUrl ?? null;
}

/** Whether the parcel of an order is followed in just this way. */
export const isFollowedBy = (order: Order, { carrier, trackingNumber, trackingUrl }: Tracking): boolean =>
  order.carrier === (carrier ?? null) &&
  order.trackingNumber === (trackingNumber ?? null) &&
  order.trackingUrl === (trackingUrl ?? null);

/** @throws DomainError conflict unless the order has left */
export function changeTracking(order: Order, tracking: Tracking, now: Date): void {
  if (order.status !== 'shipped' && order.status !== 'delivered') {
    throw new DomainError(
      'conflict',
      'order-not-shipped',
      `An order that is ${order.status} is not on its way.`,
    );
  }
  followBy(order, tracking);
  order.updatedAt = now;
}
