// The broker of the embedded set in a process of its own: embedded-broker-process.js <folder> <port>. Its dead letters are in
// <folder>/dead-letters.ndjson.
const path = require('node:path');
const { startBroker } = require('../../../scripts/dist/servers/broker.js');
const { readSubscriptions } = require('../../../scripts/dist/servers/broker-subscriptions.js');

const [folder, port] = process.argv.slice(2);

async function main() {
  const broker = await startBroker({
    folder: path.join(folder, 'store'),
    port: Number(port),
    consumers: await readSubscriptions(path.resolve(__dirname, '../../common/subscriptions.yaml')),
    deadLetterFile: path.join(folder, 'dead-letters.ndjson'),
  });
  process.once('SIGTERM', () => void broker.stop().then(() => process.exit(0)));
  process.stdout.write('ready\n');
}

void main();
