import { toOpenApi } from '@sidecart/platform';
import { routes } from './http/routes';

export const openApiDocument = toOpenApi(
  { title: 'Sidecart order service', description: 'Carts, orders and their way from placement to delivery.' },
  routes,
);
