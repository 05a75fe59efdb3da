/** What of a request a refusal of its price can be about. */
export type Place = 'items' | 'country' | 'region' | 'shippingMethodId' | 'couponCode' | 'expectedTotalMinor';

/** Tells where a request had it: in which part, and by which name or pointer. */
export type NamePlace = (place: Place) => { readonly in: string; readonly pointer: string };

const POINTERS: Readonly<Record<Place, string>> = {
  items: '#/items',
  country: '#/shippingAddress/country',
  region: '#/shippingAddress/region',
  shippingMethodId: '#/shippingMethodId',
  couponCode: '#/couponCode',
  expectedTotalMinor: '#/expectedTotalMinor',
};

/** The places in the body of an order. */
export const nameBodyPlace: NamePlace = (place) => ({ in: 'body', pointer: POINTERS[place] });
