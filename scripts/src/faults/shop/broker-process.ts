import { SUBSCRIPTIONS_FILE } from '../../paths';
import { startBroker } from '../../servers/broker';
import { readSubscriptions } from '../../servers/broker-subscriptions';

/** Runs the embedded broker as a program: `broker-process.js <folder> <port> <dead-letter file>`. */
async function main([folder = '', port, deadLetterFile = '']: readonly string[]): Promise<void> {
  const consumers = await readSubscriptions(SUBSCRIPTIONS_FILE);
  const broker = await startBroker({ folder, port: Number(port), consumers, deadLetterFile });
  const stop = () => void broker.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  // The campaign is gone.
  process.once('disconnect', stop);
  process.send?.('ready');
}

void main(process.argv.slice(2));
