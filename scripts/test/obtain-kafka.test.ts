import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findKafka, KAFKA_BUILD, KAFKA_VERSION } from '../src/servers/kafka-files';
import { obtainKafka } from '../src/servers/obtain-kafka-files';

const environment = { ...process.env };
const { signal } = new AbortController();

let folder: string;
let mirror: Server;
let published: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kafka-'));
  const archive = makeArchive();
  published = createHash('sha512').update(archive).digest('hex');
  mirror = createServer((request, response) => {
    const name = `/${KAFKA_VERSION}/${KAFKA_BUILD}.tgz`;
    if (request.url === name) response.end(archive);
    else if (request.url === `${name}.sha512`) response.end(asApacheWrites(published));
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(mirror, 'listening');
  process.env['SIDECART_KAFKA_ARCHIVE_URL'] = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`;
  process.env['XDG_CACHE_HOME'] = path.join(folder, 'cache');
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...environment };
  mirror.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an archive with the right checksum is installed, and used from the cache the next time', async () => {
  const libraries = await obtainKafka(signal);

  expect(readFileSync(path.join(libraries, 'kafka.jar'), 'utf8')).toBe('a jar');
  expect(findKafka()).toBe(libraries);
  published = 'changed since';
  expect(await obtainKafka(signal)).toBe(libraries);
});

test('an archive with a wrong checksum is refused and nothing of it stays', async () => {
  published = 'ab'.repeat(64);
  makeFailingMaven();

  await expect(obtainKafka(signal)).rejects.toThrow(
    /Kafka could not be obtained:[^]*it was not used[^]*Maven: mvn failed:\nno such artifact/,
  );
  expect(findKafka()).toBeUndefined();
  expect(readdirSync(path.join(folder, 'cache', 'sidecart'))).toEqual([]);
});

test('an archive without a published checksum is refused', async () => {
  published = '';
  makeFailingMaven();

  await expect(obtainKafka(signal)).rejects.toThrow(/holds no SHA-512/);
  expect(existsSync(path.join(folder, 'cache', 'sidecart', `kafka-${KAFKA_VERSION}`))).toBe(false);
});

function makeArchive(): Buffer {
  const libraries = path.join(folder, KAFKA_BUILD, 'libs');
  mkdirSync(libraries, { recursive: true });
  writeFileSync(path.join(libraries, 'kafka.jar'), 'a jar');
  const file = path.join(folder, 'archive.tgz');
  execFileSync('tar', ['-czf', file, '-C', folder, KAFKA_BUILD]);
  return readFileSync(file);
}

/** "name: 0F3A 12C4 …" over several lines. */
function asApacheWrites(checksum: string): string {
  const groups = checksum.toUpperCase().match(/.{1,8}/g) ?? [];
  return `${KAFKA_BUILD}.tgz: ${groups.slice(0, 8).join(' ')}\n  ${groups.slice(8).join(' ')}\n`;
}

function makeFailingMaven(): void {
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);
  writeFileSync(path.join(programs, 'mvn'), '#!/bin/sh\necho "no such artifact"\nexit 1\n', { mode: 0o755 });
  process.env['PATH'] = `${programs}:${process.env['PATH']}`;
}
