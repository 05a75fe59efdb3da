import { toOpenApi } from '@sidecart/platform';
import { routes } from './http/routes';

export const openApiDocument = toOpenApi(
  { title: 'Sidecart user service', description: 'Profiles, addresses and preferences.' },
  routes,
);
