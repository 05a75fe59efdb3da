import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { arch, platform } from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { addToCache } from './dapr-cache';
import type { DaprTool } from './dapr-tools';
import { PlainError } from '../plain-error';
import { say } from '../progress';

const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64', arm: 'arm' };
const OFFICIAL_RELEASES = 'https://github.com/dapr';
// A machine without internet must not wait: the next source is tried instead.
const ANSWER_TIMEOUT_MS = 5000;
const STALL_TIMEOUT_MS = 30_000;
const PROGRESS_STEP = 0.25;

/**
 * Downloads a program of the official release for this machine into the cache, after its published SHA-256 has been
 * found right. `SIDECART_DAPR_RELEASES_URL` names a mirror of https://github.com/dapr.
 * @returns the path in the cache
 * @throws {PlainError} with the reason, for the reader
 */
export async function downloadRelease(tool: DaprTool, signal: AbortSignal): Promise<string> {
  const { repository, version } = tool.release;
  const architecture = ARCHITECTURES[arch()];
  if (!architecture || !['linux', 'darwin'].includes(platform())) {
    throw new PlainError(`there is no release for ${platform()} on ${arch()}`);
  }
  const base = process.env['SIDECART_DAPR_RELEASES_URL'] || OFFICIAL_RELEASES;
  const archiveName = `${tool.name}_${platform()}_${architecture}.tar.gz`;
  const url = `${base}/${repository}/releases/download/v${version}/${archiveName}`;
  const expected = await fetchChecksum(`${url}.sha256`, signal);
  return addToCache(tool.name, version, async (folder) => {
    const archive = path.join(folder, archiveName);
    const actual = await fetchArchive(url, archive, `${tool.name} ${version}`, signal);
    if (actual !== expected) {
      throw new PlainError(`${url} has the SHA-256 ${actual}, but ${expected} is published: it was not used`);
    }
    await promisify(execFile)('tar', ['-xzf', archive, '-C', folder, tool.name]);
    return path.join(folder, tool.name);
  });
}

async function fetchChecksum(url: string, signal: AbortSignal): Promise<string> {
  const response = await request(url, signal);
  const checksum = /\b[0-9a-f]{64}\b/i.exec(await response.text())?.[0];
  if (!checksum) {
    throw new PlainError(`${url} holds no SHA-256`);
  }
  return checksum.toLowerCase();
}

async function fetchArchive(url: string, file: string, label: string, signal: AbortSignal): Promise<string> {
  const stall = new AbortController();
  const response = await request(url, AbortSignal.any([signal, stall.signal]));
  if (!response.body) {
    throw new PlainError(`${url} is empty`);
  }
  const totalBytes = Number(response.headers.get('content-length') ?? 0);
  const hash = createHash('sha256');
  const timer = setTimeout(() => stall.abort(), STALL_TIMEOUT_MS);
  let receivedBytes = 0;
  let nextStep = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, callback) => {
      timer.refresh();
      hash.update(chunk);
      receivedBytes += chunk.length;
      if (totalBytes > 0 && receivedBytes / totalBytes >= nextStep) {
        say(
          `  … ${label}: ${Math.floor((100 * receivedBytes) / totalBytes)} % of ${toMegabytes(totalBytes)} MB`,
        );
        nextStep += PROGRESS_STEP;
      }
      callback(undefined, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(response.body), meter, createWriteStream(file));
  } catch (error) {
    throw new PlainError(`the download of ${url} broke off: ${describe(error)}`);
  } finally {
    clearTimeout(timer);
  }
  return hash.digest('hex');
}

async function request(url: string, signal: AbortSignal): Promise<Response> {
  const unanswered = new AbortController();
  const timer = setTimeout(() => unanswered.abort(), ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, unanswered.signal]) });
    if (!response.ok) {
      throw new PlainError(`${url} answers ${response.status}`);
    }
    return response;
  } catch (error) {
    throw error instanceof PlainError
      ? error
      : new PlainError(`${url} cannot be reached: ${describe(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
