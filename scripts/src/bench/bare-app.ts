import Koa from 'koa';
import { Pool } from 'undici';

/**
 * One end of the bare chain, as little as Koa can do. The far end answers bytes of a given size; the near end passes
 * the request on to the far one through its sidecar and streams the answer back.
 * Usage: bare-app.js far <port> <bytes> | near <port> <sidecar port> <far app id>
 */
function main([role, port, ...rest]: string[]): void {
  const app = new Koa();
  app.use(role === 'far' ? farEnd(Number(rest[0])) : nearEnd(Number(rest[0]), String(rest[1])));
  const server = app.listen(Number(port), '127.0.0.1');
  server.keepAliveTimeout = 95_000;
}

function farEnd(bytes: number): Koa.Middleware {
  const body = Buffer.from(JSON.stringify({ items: 'x'.repeat(Math.max(0, bytes - 12)) }));
  return (ctx) => {
    ctx.type = 'application/json';
    ctx.body = body;
  };
}

function nearEnd(sidecarPort: number, appId: string): Koa.Middleware {
  const pool = new Pool(`http://127.0.0.1:${sidecarPort}`, { connections: 128, pipelining: 1 });
  return async (ctx) => {
    const { statusCode, headers, body } = await pool.request({
      method: 'GET',
      path: ctx.url,
      headers: { 'dapr-app-id': appId },
    });
    ctx.status = statusCode;
    ctx.set('content-type', String(headers['content-type']));
    // A client that hangs up must not end the process.
    body.on('error', () => ctx.res.destroy());
    ctx.body = body;
  };
}

main(process.argv.slice(2));
