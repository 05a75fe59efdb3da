import { toOpenApi } from '@sidecart/platform';
import { routes } from './http/routes';

export const openApiDocument = toOpenApi(
  {
    title: 'Sidecart notification service',
    description: 'What people are told, and what they want to be told.',
  },
  routes,
);
