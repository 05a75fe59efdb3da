import { cachedReply } from './cached-reply';
import { correctSearch } from './correct-search';
import { Facets } from './facets.schema';
import { findFacets } from './find-facets';
import { FacetQuery, normaliseFilter, requirePriceRange } from './product-query';
import { queryKey } from './query-key';
import { route } from './route';

export const getFacetsRoute = route({
  method: 'get',
  path: '/catalogue/facets',
  operationId: 'getFacets',
  summary: 'Count what each further filter would leave of a search.',
  tag: 'Products',
  access: 'public',
  query: FacetQuery,
  responses: { 200: Facets, 304: null },
  handler({ query, header, deps: { cache, em } }) {
    requirePriceRange(query);
    const filter = normaliseFilter(query);
    return cachedReply(cache, queryKey('facets', filter), header('if-none-match'), async () => {
      const correctedSearch = await correctSearch(em, filter.search);
      const facets = await findFacets(em, { ...filter, search: correctedSearch ?? filter.search });
      return { body: { ...facets, ...(correctedSearch === undefined ? {} : { correctedSearch }) } };
    });
  },
});
