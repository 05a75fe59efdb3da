import { toOpenApi } from '@sidecart/platform';
import { routes } from './http/routes';

export const openApiDocument = toOpenApi(
  { title: 'Sidecart auth service', description: 'Accounts, sign-in, sessions and passwords.' },
  routes,
);
