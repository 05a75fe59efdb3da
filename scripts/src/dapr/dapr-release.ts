import { execFile } from 'node:child_process';
import { arch, platform } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fetchFile, fetchText } from '../machine/download';
import { addToCache } from './dapr-cache';
import type { DaprTool } from './dapr-tools';
import { PlainError } from '../plain-error';

const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64', arm: 'arm' };
const OFFICIAL_RELEASES = 'https://github.com/dapr';

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
    const actual = await fetchFile({
      url,
      file: archive,
      label: `${tool.name} ${version}`,
      algorithm: 'sha256',
      signal,
    });
    if (actual !== expected) {
      throw new PlainError(`${url} has the SHA-256 ${actual}, but ${expected} is published: it was not used`);
    }
    await promisify(execFile)('tar', ['-xzf', archive, '-C', folder, tool.name]);
    return path.join(folder, tool.name);
  });
}

async function fetchChecksum(url: string, signal: AbortSignal): Promise<string> {
  const checksum = /\b[0-9a-f]{64}\b/i.exec(await fetchText(url, signal))?.[0];
  if (!checksum) {
    throw new PlainError(`${url} holds no SHA-256`);
  }
  return checksum.toLowerCase();
}
