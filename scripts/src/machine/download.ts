import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlainError } from '../plain-error';
import { say } from '../progress';

// A machine without internet must not wait: the next source is tried instead.
const ANSWER_TIMEOUT_MS = 5000;
const STALL_TIMEOUT_MS = 30_000;
const PROGRESS_STEP = 0.25;

/** What is downloaded, and how. */
export interface Download {
  url: string;
  /** Where it is put. */
  file: string;
  /** For the reader, as in "Kafka 3.9.1". */
  label: string;
  algorithm: 'sha256' | 'sha512';
  signal: AbortSignal;
}

/**
 * Fetches a short text.
 * @throws {PlainError} with the reason, for the reader
 */
export async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  return (await request(url, signal)).text();
}

/**
 * Fetches a large file and says how far it has come.
 * @returns its checksum, in hexadecimal digits
 * @throws {PlainError} with the reason, for the reader
 */
export async function fetchFile({ url, file, label, algorithm, signal }: Download): Promise<string> {
  const stall = new AbortController();
  const response = await request(url, AbortSignal.any([signal, stall.signal]));
  if (!response.body) {
    throw new PlainError(`${url} is empty`);
  }
  const totalBytes = Number(response.headers.get('content-length') ?? 0);
  const hash = createHash(algorithm);
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
