// Runs the broker in a process of its own, so that a test can kill it: broker-process.js <folder> <port>
const path = require('node:path');
const { startBroker } = require('../dist/servers/broker.js');

const [folder, port] = process.argv.slice(2);

startBroker({
  folder: path.join(folder, 'store'),
  port: Number(port),
  consumers: [{ appId: 'payment', topics: ['order.created.v1', 'order.cancelled.v1'] }],
  deadLetterFile: path.join(folder, 'dead-letters.ndjson'),
}).then(() => process.stdout.write('ready\n'));
