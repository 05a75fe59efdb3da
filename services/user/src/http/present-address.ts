import type { Address } from '../domain/address';
import type { AddressView } from './address.schema';

/** The columns that are shown of an address, beside its version. */
export const ADDRESS_FIELDS = [
  'id',
  'name',
  'line1',
  'line2',
  'city',
  'postalCode',
  'region',
  'country',
  'phone',
  'isDefaultShipping',
  'createdAt',
  'updatedAt',
  'version',
] as const;

/** Shows an address to its owner. */
export const presentAddress = (address: Pick<Address, (typeof ADDRESS_FIELDS)[number]>): AddressView => ({
  id: address.id,
  name: address.name,
  line1: address.line1,
  ...(address.line2 === null ? {} : { line2: address.line2 }),
  city: address.city,
  postalCode: address.postalCode,
  ...(address.region === null ? {} : { region: address.region }),
  country: address.country,
  ...(address.phone === null ? {} : { phone: address.phone }),
  isDefaultShipping: address.isDefaultShipping,
  createdAt: address.createdAt.toISOString(),
  updatedAt: address.updatedAt.toISOString(),
});
