import { raw } from '@mikro-orm/core';
import { Currency, StrictObject } from '@sidecart/contracts';
import {
  decodeCursor,
  DomainError,
  hasRole,
  isIdPosition,
  PageQuery,
  pageReply,
  toPage,
} from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { ShippingMethod } from '../domain/shipping-method';
import { presentShippingMethod } from './present-shipping-method';
import { route } from './route';
import { Country, ShippingMethodPage } from './shipping-method.schema';

const servesEverywhere = () => ({ [raw('cardinality(countries)')]: 0 });

export const listShippingMethodsRoute = route({
  method: 'get',
  path: '/shipping-methods',
  operationId: 'listShippingMethods',
  summary: 'List the ways of shipping on offer. Staff may also list those that are not.',
  tag: 'Shipping methods',
  access: 'optional',
  query: StrictObject({
    ...PageQuery,
    country: Type.Optional(Type.String({ ...Country, description: 'Only those that ship there.' })),
    currency: Type.Optional(
      Type.String({ ...Currency, description: 'Only those for orders in that currency.' }),
    ),
    all: Type.Boolean({ default: false, description: 'Also those that are not on offer (staff).' }),
  }),
  responses: { 200: ShippingMethodPage },
  problems: [403],
  async handler({ query, principal, deps }) {
    if (query.all && !(principal && hasRole(principal.role, 'staff'))) {
      throw new DomainError('forbidden', 'forbidden', 'Only staff may list what is not on offer.');
    }
    const after = decodeCursor(query.cursor, isIdPosition);
    const methods = await deps.em.find(
      ShippingMethod,
      {
        ...(query.all ? {} : { active: true }),
        ...(query.currency === undefined ? {} : { currency: query.currency }),
        ...(query.country === undefined
          ? {}
          : { $or: [servesEverywhere(), { countries: { $contains: [query.country] } }] }),
        ...(after ? { id: { $gt: after[0] } } : {}),
      },
      { orderBy: { id: 'asc' }, limit: query.limit + 1 },
    );
    const page = toPage(methods, query.limit, (method) => [method.id]);
    return pageReply({ ...page, items: page.items.map(presentShippingMethod) }, '/shipping-methods', query);
  },
});
