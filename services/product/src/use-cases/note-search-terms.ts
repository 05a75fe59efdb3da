import type { EntityManager } from '@mikro-orm/postgresql';

const MAX_TERM_LENGTH = 40;

/**
 * Notes the words by which active products are found, so that searches which misspell them can be corrected. A word stays when its last
 * product goes: a search that is corrected to it then finds nothing, as it would have anyway.
 *
 * @param em the transaction that wrote the products; flushed
 */
export async function noteSearchTerms(em: EntityManager, productIds: readonly string[]): Promise<void> {
  await em.execute(
    `insert into search_terms (term, stem)
     select word, stem
       from (select distinct word
               from products p, regexp_split_to_table(lower(concat_ws(' ', p.name, p.skus, p.option_values, p.description)), '[^[:alpha:]]+') word
              where p.id = any(?::uuid[]) and p.status = 'active' and length(word) between 3 and ${MAX_TERM_LENGTH}
            ) as words,
            unnest(tsvector_to_array(to_tsvector('english', word))) stem
      order by word
         on conflict do nothing`,
    [`{${productIds.join(',')}}`],
  );
}
