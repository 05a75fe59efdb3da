import { DomainError } from '@sidecart/platform';
import { ProductQuery } from './product-query';
import { ProductPage } from './product.schema';
import { readProductList } from './read-product-list';
import { route } from './route';

export const listProductsRoute = route({
  method: 'get',
  path: '/products',
  operationId: 'listProducts',
  summary: 'Search and browse the catalogue.',
  tag: 'Products',
  access: 'public',
  query: ProductQuery,
  responses: { 200: ProductPage, 304: null },
  handler({ query, header, deps }) {
    if (query.minPrice !== undefined && query.maxPrice !== undefined && query.minPrice > query.maxPrice) {
      throw new DomainError('malformed', 'invalid-request', 'The lowest price is above the highest.', {
        errors: [{ in: 'query', pointer: 'minPrice', detail: 'must not be above maxPrice' }],
      });
    }
    return readProductList(deps, query, header('if-none-match'));
  },
});
