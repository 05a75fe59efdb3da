import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from '../plain-error';
import { writePrivate } from '../secrets';
import { findJava } from '../servers/find-java';
import { findKafka } from '../servers/kafka-files';
import {
  describeDeadLetter,
  DEAD_LETTER_PREFIX,
  type DeadLetter,
  type DeadLetterPlaces,
} from './dead-letter';

const JVM_OPTIONS = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
/** The jars from Maven log to stderr, where it can be told from the result. */
const QUIET = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
const TOPICS = `${DEAD_LETTER_PREFIX.replaceAll('.', String.raw`\.`)}.*`;
/** What a program says, as a fault, when no consumer has given up on anything yet. */
const NONE_MATCHES = 'Could not match any topic-partitions';
/** Between messages; JSON holds no such character. */
const SEPARATOR = '\u001e';
const WAIT_MS = 10_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

type Run = (program: string, ...args: string[]) => Promise<string>;

/** Reads the dead-letter topics with Kafka's own programs, in no consumer group that stays. */
export async function readKafka({ pubsub }: DeadLetterPlaces): Promise<DeadLetter[]> {
  const [java, libraries] = [await findJava(), findKafka()];
  if (!java || !libraries) {
    throw new PlainError('Reading from Kafka needs Java 11 or later and Kafka: npm run obtain-kafka');
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecart-kafka-'));
  const run: Run = async (program, ...args) => {
    const classPath = path.join(libraries, '*');
    const options = { maxBuffer: MAX_OUTPUT_BYTES };
    const all = [...JVM_OPTIONS, QUIET, '-cp', classPath, `org.apache.kafka.tools.${program}`, ...args];
    return (await promisify(execFile)(java, all, options)).stdout;
  };
  try {
    const config = path.join(folder, 'client.properties');
    await writePrivate(config, clientProperties(pubsub));
    return await read(run, pubsub['brokers'] ?? '', config);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function clientProperties({ saslUsername, saslPassword }: Record<string, string>): string {
  const module = 'org.apache.kafka.common.security.scram.ScramLoginModule';
  return [
    'security.protocol=SASL_PLAINTEXT',
    'sasl.mechanism=SCRAM-SHA-512',
    `sasl.jaas.config=${module} required username="${saslUsername}" password="${saslPassword}";`,
    '',
  ].join('\n');
}

async function read(run: Run, brokers: string, config: string): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for (const [topic, count] of await countMessages(run, brokers, config)) {
    const output = await run(
      'consumer.ConsoleConsumer',
      ...['--bootstrap-server', brokers, '--consumer.config', config, '--topic', topic, '--from-beginning'],
      ...['--max-messages', String(count), '--timeout-ms', String(WAIT_MS)],
      ...['--property', `line.separator=${SEPARATOR}`],
    );
    const payloads = output.split(SEPARATOR).slice(0, -1);
    letters.push(...payloads.map((payload) => describeDeadLetter(topic, payload)));
  }
  return letters;
}

/** Counts by topic; topics that hold nothing are left out. */
async function countMessages(run: Run, brokers: string, config: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const connection = ['--bootstrap-server', brokers, '--command-config', config];
  for (const [time, sign] of [
    ['earliest', -1],
    ['latest', 1],
  ] as const) {
    const args = [...connection, '--topic-partitions', TOPICS, '--time', time];
    const output = await run('GetOffsetShell', ...args).catch((error: unknown) => {
      if (String(error).includes(NONE_MATCHES)) return '';
      throw error;
    });
    for (const [, topic = '', offset] of output.matchAll(/^(\S+):\d+:(\d+)$/gm)) {
      counts.set(topic, (counts.get(topic) ?? 0) + sign * Number(offset));
    }
  }
  return new Map([...counts].filter(([, count]) => count > 0).sort());
}
