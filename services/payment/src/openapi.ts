import { toOpenApi } from '@sidecart/platform';
import { routes } from './http/routes';

export const openApiDocument = toOpenApi(
  { title: 'Sidecart payment service', description: 'Payments, payment methods and refunds.' },
  routes,
);
