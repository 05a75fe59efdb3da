// A service as a process of its own: applies what is delivered to it and publishes what it is told to.
const { createServer, request } = require('node:http');

const [port, sidecarPort] = process.argv.slice(2).map(Number);

createServer((incoming, outgoing) => {
  incoming.resume().on('end', () => {
    if (!incoming.url.startsWith('/events/')) {
      outgoing.writeHead(201, { 'x-own': 'yes' }).end(`${incoming.method} ${incoming.url}`);
      return;
    }
    process.send({ applied: incoming.url });
    const status = incoming.url.includes('refused') ? 'RETRY' : 'SUCCESS';
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
  });
}).listen(port, '127.0.0.1', () => process.send({ ready: true }));

process.on('message', ({ method = 'POST', path }) => {
  request({ host: '127.0.0.1', port: sidecarPort, method, path }, (answer) => {
    answer.resume().on('end', () => process.send({ answered: path, status: answer.statusCode }));
  })
    .on('error', () => process.send({ failed: path }))
    .end(method === 'GET' ? undefined : '[]');
});
