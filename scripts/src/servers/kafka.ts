import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { findJava } from './find-java';
import { findKafka } from './kafka-files';
import { kafkaProperties, LOG4J_PROPERTIES } from './kafka-properties';
import { PlainError } from '../plain-error';
import { writePrivate } from '../secrets';
import { startServer, type RunningServer } from './running-server';

/** What a Kafka server is started with. */
export interface KafkaOptions {
  /** Absolute path; holds the data, and is made when it does not exist. */
  folder: string;
  ports: { client: number; controller: number };
  /** A folder keeps those with which it was made. */
  user: string;
  password: string;
  logFile: string;
}

const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 30_000;
/** Enough for a laptop; the quick compiler makes it start in half the time. */
const JVM_OPTIONS = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/**
 * Starts a Kafka node, broker and controller in one, on 127.0.0.1; topics are made on first use, with three partitions.
 * @throws {PlainError} when this machine has no Kafka or no Java, or it does not come up
 */
export async function startKafka(options: KafkaOptions): Promise<RunningServer> {
  const java = await findJava();
  const libraries = findKafka();
  if (!java || !libraries) {
    throw new PlainError(`${java ? 'Kafka' : 'Java'} is not on this machine.`);
  }
  const propertiesFile = path.join(options.folder, 'server.properties');
  const logFile = path.join(options.folder, 'log4j.properties');
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  await writePrivate(propertiesFile, kafkaProperties(options));
  await writeFile(logFile, LOG4J_PROPERTIES);
  const run = [...JVM_OPTIONS, `-Dlog4j.configuration=file:${logFile}`, '-cp', path.join(libraries, '*')];
  await format(java, run, propertiesFile, options);
  return startServer({
    name: 'Kafka',
    program: java,
    args: [...run, 'kafka.Kafka', propertiesFile],
    folder: options.folder,
    logFile: options.logFile,
    isReady: async () => (await readFile(options.logFile, 'utf8')).includes('Kafka Server started'),
    startTimeoutMs: START_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
}

/** Makes a new folder ready, with the user in it. */
async function format(
  java: string,
  run: readonly string[],
  propertiesFile: string,
  { folder, user, password }: KafkaOptions,
): Promise<void> {
  const data = path.join(folder, 'data');
  if (existsSync(path.join(data, 'meta.properties'))) return;
  await rm(data, { recursive: true, force: true });
  const clusterId = randomBytes(16).toString('base64url');
  const scram = `SCRAM-SHA-512=[name=${user},password=${password}]`;
  const args = ['format', '--config', propertiesFile, '--cluster-id', clusterId, '--add-scram', scram];
  // In a file, since everybody sees a process's arguments.
  const argsFile = path.join(folder, 'format.args');
  await writePrivate(argsFile, args.join('\n'));
  try {
    await promisify(execFile)(java, [...run, 'kafka.tools.StorageTool', `@${argsFile}`], { cwd: folder });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new PlainError(`Kafka could not make its folder ${data}:\n${`${stdout}${stderr}`.trim()}`);
  } finally {
    await rm(argsFile, { force: true });
  }
}
