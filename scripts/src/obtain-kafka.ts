import { runCommand } from './command';
import { PlainError } from './plain-error';
import { say } from './progress';
import { findJava } from './servers/find-java';
import { obtainKafka } from './servers/obtain-kafka-files';

const USAGE = `
npm run obtain-kafka

Obtains Kafka for npm start -- --components kafka into \${XDG_CACHE_HOME:-~/.cache}/sidecart, unless it is there: from the
official archive (SHA-512 verified; SIDECART_KAFKA_ARCHIVE_URL names a mirror of https://archive.apache.org/dist/kafka),
else by Maven. It needs Java 11 or later to run.
`;

runCommand(USAGE, async (shutdown) => {
  const folder = await shutdown.during(obtainKafka(shutdown.signal));
  say(`kafka ${folder}`);
  if (!(await findJava())) {
    throw new PlainError(
      'It needs Java 11 or later, which is not on this machine: sudo apt-get install default-jre-headless, or: brew install openjdk',
    );
  }
  return 0;
});
