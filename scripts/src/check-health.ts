import { get } from 'node:http';

/** `check-health [path]`: ends with 0 when the program of this container answers its probe, for a container's health check. */
const [path = '/health/ready'] = process.argv.slice(2);

get({ host: '127.0.0.1', port: process.env['PORT'], path, timeout: 2_000 }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
})
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1));
