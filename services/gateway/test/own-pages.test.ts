import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway({ openApi: { openapi: '3.1.0', paths: {} } })));
afterAll(() => gateway.close());

describe('GET /openapi.json', () => {
  it('answers the document, and 304 to who has it', async () => {
    const answer = await gateway.send('GET', '/openapi.json');
    expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0', paths: {} } });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const etag = String(answer.headers['etag']);
    const again = await gateway.send('GET', '/openapi.json', { headers: { 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers['etag']).toBe(etag);
  });

  it('cannot be changed', async () => {
    const answer = await gateway.send('DELETE', '/openapi.json');
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

describe('GET /docs', () => {
  it('is a page without inline script or style, and without any other origin', async () => {
    const answer = await gateway.send('GET', '/docs');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=|https?:\/\//);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('finds everything it refers to', async () => {
    const { text } = await gateway.send('GET', '/docs');
    const references = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThanOrEqual(5);
    for (const path of references) {
      const answer = await gateway.send('GET', path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['content-type']).toMatch(/^(text\/(css|javascript); charset=utf-8|image\/png)$/);
    }
  });

  it('names the security scheme that the services declare', () => {
    const script = readFileSync(join(__dirname, '../public/docs.js'), 'utf8');
    expect(script).toContain("const SCHEME = 'accessToken'");
  });

  it('has no other file', async () => {
    for (const path of ['/docs/package.json', '/docs/index.html', '/docs/x', '/docs/%2e%2e/package.json']) {
      expect([400, 404]).toContain((await gateway.send('GET', path)).status);
    }
    expect(await gateway.send('GET', '/docs/')).toMatchObject({
      status: 302,
      headers: { location: '/docs' },
    });
  });
});

describe('GET /', () => {
  it('sends people to the reference and tells programs where things are', async () => {
    const browser = await gateway.send('GET', '/', {
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(browser).toMatchObject({ status: 302, headers: { location: '/docs' } });
    expect(await gateway.send('GET', '/')).toMatchObject({
      status: 200,
      body: { documentation: '/docs', openApi: '/openapi.json' },
    });
  });
});

describe('GET /problems/<code>', () => {
  it('explains a kind of problem', async () => {
    const known = await gateway.send('GET', '/problems/rate-limited');
    expect(known.headers['content-type']).toMatch(/^text\/plain/);
    expect(known.text).toMatch(/^rate-limited\n\n.*Retry-After/);
    expect((await gateway.send('GET', '/problems/insufficient-stock')).text).toMatch(
      /^insufficient-stock\n\n/,
    );
  });

  it.each(['/problems/', '/problems/a/b', '/problems/A', `/problems/${'a'.repeat(100)}`])(
    'does not know %s',
    async (path) => {
      expect((await gateway.send('GET', path)).status).toBe(404);
    },
  );
});
