import { ok, versionTag, type Reply } from '@sidecart/platform';
import type { ShippingMethod } from '../domain/shipping-method';
import type { ShippingMethodView } from './shipping-method.schema';

export const presentShippingMethod = (method: ShippingMethod): ShippingMethodView => ({
  id: method.id,
  name: method.name,
  currency: method.currency,
  countries: method.countries,
  baseMinor: method.baseMinor,
  perKgMinor: method.perKgMinor,
  freeFromMinor: method.freeFromMinor,
  active: method.active,
  createdAt: method.createdAt.toISOString(),
  updatedAt: method.updatedAt.toISOString(),
});

export const shippingMethodReply = (method: ShippingMethod): Reply =>
  ok(presentShippingMethod(method), { etag: versionTag(method.version) });
