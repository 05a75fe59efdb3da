import { noContent } from '@sidecart/platform';
import { removeAddress } from '../use-cases/remove-address';
import { AddressPath } from './address.schema';
import { route } from './route';

export const removeMyAddressRoute = route({
  method: 'delete',
  path: '/users/me/addresses/{addressId}',
  operationId: 'removeMyAddress',
  summary: 'Remove one of your addresses. Orders that went there keep it.',
  tag: 'Addresses',
  access: 'customer',
  ifMatch: 'optional',
  params: AddressPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, ifMatch, deps }) {
    await removeAddress(deps, principal.id, params.addressId, ifMatch);
    return noContent();
  },
});
