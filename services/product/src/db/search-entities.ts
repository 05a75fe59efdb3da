import { defineEntity, p } from '@mikro-orm/core';
import { SearchTerm } from '../domain/search-term';

export const SearchTermSchema = defineEntity({
  class: SearchTerm,
  tableName: 'search_terms',
  properties: {
    term: p.text().primary(),
    stem: p.text().index(),
  },
});
