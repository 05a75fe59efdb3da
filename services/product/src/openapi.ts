import { toOpenApi } from '@sidecart/platform';
import { routes } from './http/routes';

export const openApiDocument = toOpenApi(
  {
    title: 'Sidecart product service',
    description: 'The catalogue: products, categories, images, reviews, and the stock behind them.',
  },
  routes,
);
