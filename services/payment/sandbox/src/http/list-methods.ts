import { ok } from '@sidecart/platform';
import { CARDS } from '../domain/card';
import { CardList } from './payment.schema';
import { presentCard } from './present-card';
import { MERCHANT, route } from './route';

export const listMethodsRoute = route({
  method: 'get',
  path: '/v1/methods',
  operationId: 'listMethods',
  summary: 'Every test card and what a payment with it does.',
  tag: 'Methods',
  access: MERCHANT,
  responses: { 200: CardList },
  handler: () => Promise.resolve(ok({ items: [...CARDS].map(([token, card]) => presentCard(token, card)) })),
});
