import { ProductQuery, requirePriceRange } from './product-query';
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
    requirePriceRange(query);
    return readProductList(deps, query, header('if-none-match'));
  },
});
