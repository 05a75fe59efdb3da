import { ok, versionTag } from '@sidecart/platform';
import { changeAddress } from '../use-cases/change-address';
import { AddressPath, AddressView, ChangeAddressBody } from './address.schema';
import { presentAddress } from './present-address';
import { route } from './route';

export const changeMyAddressRoute = route({
  method: 'patch',
  path: '/users/me/addresses/{addressId}',
  operationId: 'changeMyAddress',
  summary: 'Change one of your addresses. What is not sent stays as it is.',
  tag: 'Addresses',
  access: 'customer',
  ifMatch: 'optional',
  params: AddressPath,
  body: ChangeAddressBody,
  responses: { 200: AddressView },
  problems: [404],
  async handler({ params, body, principal, ifMatch, deps }) {
    const address = await changeAddress(deps, principal.id, params.addressId, body, ifMatch);
    return ok(presentAddress(address), { etag: versionTag(address.version) });
  },
});
