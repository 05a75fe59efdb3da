import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path';
import { pageOf, type Page } from './page';

/** Ours are next to `src`; Swagger UI's come from its package, so that the page works without a network. */
const OWN = join(__dirname, '../../public');
const FILES = [
  { path: '/docs', file: join(OWN, 'docs.html'), type: 'text/html; charset=utf-8' },
  { path: '/docs/docs.js', file: join(OWN, 'docs.js'), type: 'text/javascript; charset=utf-8' },
  { path: '/docs/docs.css', file: join(OWN, 'docs.css'), type: 'text/css; charset=utf-8' },
  ...swaggerUi('swagger-ui-bundle.js', 'text/javascript; charset=utf-8'),
  ...swaggerUi('swagger-ui.css', 'text/css; charset=utf-8'),
  ...swaggerUi('favicon-32x32.png', 'image/png'),
];

function swaggerUi(name: string, type: string) {
  return [{ path: `/docs/${name}`, file: join(getAbsoluteFSPath(), name), type }];
}

/** Reads the API reference: every file of it, by the path it is served under. */
export const loadDocsPages = (): ReadonlyMap<string, Page> =>
  new Map(FILES.map(({ path, file, type }) => [path, pageOf(type, readFileSync(file))]));
