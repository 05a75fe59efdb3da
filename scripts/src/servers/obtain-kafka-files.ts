import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fetchFile, fetchText } from '../machine/download';
import { findProgram } from '../machine/find-program';
import { REPOSITORY } from '../paths';
import { PlainError } from '../plain-error';
import { say } from '../progress';
import { findKafka, KAFKA_BUILD, KAFKA_VERSION, kafkaFolder } from './kafka-files';

const OFFICIAL_ARCHIVE = 'https://archive.apache.org/dist/kafka';
const MAVEN_PROJECT = path.join(REPOSITORY, 'scripts', 'kafka', 'pom.xml');
const MAX_OUTPUT_LINES = 5;

/**
 * Finds Kafka's jars in the cache, or obtains them: from the official archive with its SHA-512 verified, else from Maven,
 * which verifies checksums itself. `SIDECART_KAFKA_ARCHIVE_URL` names a mirror of https://archive.apache.org/dist/kafka.
 * @returns the folder of the jars
 * @throws {PlainError} naming each source that was tried and why it did not do
 */
export async function obtainKafka(signal: AbortSignal): Promise<string> {
  const found = findKafka();
  if (found) return found;
  const reasons: string[] = [];
  for (const [source, get] of [
    ['official archive', fromArchive],
    ['Maven', fromMaven],
  ] as const) {
    signal.throwIfAborted();
    try {
      return await addToCache((folder) => get(folder, signal));
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      say(`  ! Kafka, ${source}: ${reason}`);
      reasons.push(`- ${source}: ${reason}`);
    }
  }
  throw new PlainError(`Kafka could not be obtained:\n${reasons.join('\n')}`);
}

/** Obtains beside the cache and moves what is whole into it. */
async function addToCache(get: (folder: string) => Promise<void>): Promise<string> {
  const target = kafkaFolder();
  const draft = path.join(path.dirname(target), `.kafka-${process.pid}`);
  await mkdir(draft, { recursive: true });
  try {
    await get(draft);
    await rename(path.join(draft, 'libs'), target);
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function fromArchive(folder: string, signal: AbortSignal): Promise<void> {
  const base = process.env['SIDECART_KAFKA_ARCHIVE_URL'] || OFFICIAL_ARCHIVE;
  const url = `${base}/${KAFKA_VERSION}/${KAFKA_BUILD}.tgz`;
  // Written as "name: 0F3A 12C4 …", over several lines.
  const published = await fetchText(`${url}.sha512`, signal);
  const expected = published
    .slice(published.indexOf(':') + 1)
    .replaceAll(/\s/g, '')
    .toLowerCase();
  if (!/^[0-9a-f]{128}$/.test(expected)) {
    throw new PlainError(`${url}.sha512 holds no SHA-512`);
  }
  const file = path.join(folder, 'kafka.tgz');
  const actual = await fetchFile({ url, file, label: `Kafka ${KAFKA_VERSION}`, algorithm: 'sha512', signal });
  if (actual !== expected) {
    throw new PlainError(`${url} has the SHA-512 ${actual}, but ${expected} is published: it was not used`);
  }
  const unpack = ['-xzf', file, '-C', folder, '--strip-components=1', `${KAFKA_BUILD}/libs`];
  await promisify(execFile)('tar', unpack);
}

async function fromMaven(folder: string, signal: AbortSignal): Promise<void> {
  const maven = findProgram('mvn');
  if (!maven) {
    throw new PlainError('mvn is not on this machine (https://maven.apache.org/install.html)');
  }
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  const args = [
    '-q',
    '-B',
    '-f',
    MAVEN_PROJECT,
    goal,
    `-DoutputDirectory=${path.join(folder, 'libs')}`,
    `-Dkafka.version=${KAFKA_VERSION}`,
  ];
  try {
    await promisify(execFile)(maven, [...args, '-DincludeScope=runtime'], { signal });
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    throw new PlainError(`mvn failed:\n${stdout.trim().split('\n').slice(0, MAX_OUTPUT_LINES).join('\n')}`);
  }
}
