import { notFound, ok } from '@sidecart/platform';
import { CARDS } from '../domain/card';
import { CardView, TokenPath } from './payment.schema';
import { presentCard } from './present-card';
import { MERCHANT, route } from './route';

export const getMethodRoute = route({
  method: 'get',
  path: '/v1/methods/{token}',
  operationId: 'getMethod',
  summary: 'The card behind a token.',
  tag: 'Methods',
  access: MERCHANT,
  params: TokenPath,
  responses: { 200: CardView },
  problems: [404],
  async handler({ params: { token } }) {
    const card = CARDS.get(token);
    if (!card) throw notFound('token');
    return Promise.resolve(ok(presentCard(token, card)));
  },
});
