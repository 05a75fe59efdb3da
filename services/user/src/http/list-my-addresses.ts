import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Address } from '../domain/address';
import { AddressPage } from './address.schema';
import { isIdCursor } from './id-cursor';
import { ADDRESS_FIELDS, presentAddress } from './present-address';
import { route } from './route';

export const listMyAddressesRoute = route({
  method: 'get',
  path: '/users/me/addresses',
  operationId: 'listMyAddresses',
  summary: 'List your addresses, the oldest first.',
  tag: 'Addresses',
  access: 'customer',
  query: StrictObject(PageQuery),
  responses: { 200: AddressPage },
  async handler({ query, principal, deps }) {
    const after = decodeCursor(query.cursor, isIdCursor)?.[0];
    const addresses = await deps.em.find(
      Address,
      { user: principal.id, ...(after === undefined ? {} : { id: { $gt: after } }) },
      { fields: ADDRESS_FIELDS, orderBy: { id: 'asc' }, limit: query.limit + 1 },
    );
    return pageReply(
      toPage(addresses.map(presentAddress), query.limit, (address) => [address.id]),
      '/users/me/addresses',
      query,
    );
  },
});
