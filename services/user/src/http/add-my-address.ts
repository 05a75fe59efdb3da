import { created, versionTag } from '@sidecart/platform';
import { addAddress } from '../use-cases/add-address';
import { AddAddressBody, AddressView } from './address.schema';
import { presentAddress } from './present-address';
import { route } from './route';

export const addMyAddressRoute = route({
  method: 'post',
  path: '/users/me/addresses',
  operationId: 'addMyAddress',
  summary: 'Add an address; you can have twenty.',
  tag: 'Addresses',
  access: 'customer',
  idempotencyKey: 'optional',
  body: AddAddressBody,
  responses: { 201: AddressView },
  problems: [404, 422],
  handler({ body, principal, idempotency, deps }) {
    return addAddress(deps, principal.id, body, idempotency, (address) =>
      created(`/api/users/me/addresses/${address.id}`, presentAddress(address), {
        etag: versionTag(address.version),
      }),
    );
  },
});
