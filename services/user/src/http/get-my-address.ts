import { notFound, ok, versionTag } from '@sidecart/platform';
import { Address } from '../domain/address';
import { AddressPath, AddressView } from './address.schema';
import { ADDRESS_FIELDS, presentAddress } from './present-address';
import { route } from './route';

export const getMyAddressRoute = route({
  method: 'get',
  path: '/users/me/addresses/{addressId}',
  operationId: 'getMyAddress',
  summary: 'Read one of your addresses.',
  tag: 'Addresses',
  access: 'customer',
  params: AddressPath,
  responses: { 200: AddressView },
  problems: [404],
  async handler({ params, principal, deps }) {
    const address = await deps.em.findOne(
      Address,
      { id: params.addressId, user: principal.id },
      { fields: ADDRESS_FIELDS },
    );
    if (!address) throw notFound('address');
    return ok(presentAddress(address), { etag: versionTag(address.version) });
  },
});
