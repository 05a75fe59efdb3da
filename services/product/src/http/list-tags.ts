import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { isTag } from '../domain/product-tag';
import { cachedReply } from './cached-reply';
import { route } from './route';
import { TagPage } from './tag.schema';

interface Row {
  readonly tag: string;
  readonly count: number;
}

const isTagPosition = (key: readonly unknown[]): key is readonly [tag: string] =>
  key.length === 1 && typeof key[0] === 'string' && isTag(key[0]);

export const listTagsRoute = route({
  method: 'get',
  path: '/catalogue/tags',
  operationId: 'listTags',
  summary: 'Read the tags in use, in the order of the alphabet, and how many products have each.',
  tag: 'Products',
  access: 'public',
  query: StrictObject(PageQuery),
  responses: { 200: TagPage, 304: null },
  handler({ query, header, deps }) {
    const [after = ''] = decodeCursor(query.cursor, isTagPosition) ?? [];
    return cachedReply(deps.cache, `tags:${query.limit}:${after}`, header('if-none-match'), async () => {
      const rows: Row[] = await deps.em.execute(
        `select t.tag, count(*)::int as count
           from product_tags t join products p on p.id = t.product_id and p.status = 'active'
          where t.tag > ? group by t.tag order by t.tag limit ?`,
        [after, query.limit + 1],
      );
      const page = toPage(rows, query.limit, ({ tag }) => [tag]);
      return { body: page, link: pageReply(page, '/catalogue/tags', query).headers?.['link'] };
    });
  },
});
