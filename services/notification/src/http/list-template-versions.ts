import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Template } from '../domain/template';
import { presentTemplate } from './present-template';
import { route } from './route';
import { TemplatePage, TemplatePath } from './template.schema';

const isVersion = (key: readonly unknown[]): key is readonly [number] =>
  key.length === 1 && Number.isSafeInteger(key[0]);

export const listTemplateVersionsRoute = route({
  method: 'get',
  path: '/notifications/templates/{kind}/{locale}/versions',
  operationId: 'listNotificationTemplateVersions',
  summary: 'List all versions of a template in one language, newest first.',
  tag: 'Templates',
  access: 'staff',
  params: TemplatePath,
  query: StrictObject(PageQuery),
  responses: { 200: TemplatePage },
  async handler({ params: { kind, locale }, query, deps }) {
    await deps.templates.publish();
    const before = decodeCursor(query.cursor, isVersion);
    const rows = await deps.em.find(
      Template,
      { key: kind, locale, ...(before ? { version: { $lt: before[0] } } : {}) },
      { orderBy: { version: 'desc' }, limit: query.limit + 1 },
    );
    const page = toPage(rows.map(presentTemplate), query.limit, (row) => [row.version]);
    return pageReply(page, `/notifications/templates/${kind}/${locale}/versions`, query);
  },
});
