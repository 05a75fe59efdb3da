import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { isExecutable } from '../machine/find-program';
import { daprCacheFolder } from './dapr-cache';
import { compareVersions, formatVersion, parseVersion, type DaprTool, type Version } from './dapr-tools';

/** A Dapr program on this machine. */
export interface FoundTool {
  file: string;
  version: Version;
}

/** What a search found. */
export interface SearchResult {
  found: FoundTool | undefined;
  /** One sentence for each program that was there but is not to be used. */
  refused: string[];
}

const VERSION_TIMEOUT_MS = 10_000;

/** Looks for a program in PATH, in Dapr's own folder and in the cache, in this order, and takes the first that fits. */
export async function findDaprTool(tool: DaprTool): Promise<SearchResult> {
  const refused: string[] = [];
  for (const file of candidates(tool.name)) {
    const version = await askVersion(file);
    const fault = judge(tool, version);
    if (version && !fault) {
      return { found: { file, version }, refused };
    }
    refused.push(`${file} is not used: ${fault}.`);
  }
  return { found: undefined, refused };
}

function candidates(name: string): string[] {
  const folders = [
    ...(process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
    path.join(homedir(), '.dapr', 'bin'),
    ...cachedVersions(),
  ];
  return [...new Set(folders.map((folder) => path.join(folder, name)))].filter(isExecutable);
}

function cachedVersions(): string[] {
  const folder = daprCacheFolder();
  const versions = existsSync(folder) ? readdirSync(folder).filter((entry) => /^\d/.test(entry)) : [];
  const newestFirst = versions.sort((left, right) =>
    compareVersions(parseVersion(right) ?? [0, 0, 0], parseVersion(left) ?? [0, 0, 0]),
  );
  return newestFirst.map((version) => path.join(folder, version));
}

async function askVersion(file: string): Promise<Version | undefined> {
  try {
    const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: VERSION_TIMEOUT_MS });
    return parseVersion(stdout);
  } catch {
    return undefined;
  }
}

function judge(tool: DaprTool, version: Version | undefined): string | undefined {
  if (!version) {
    return 'it does not tell its version';
  }
  if (compareVersions(version, tool.from) < 0) {
    return `its version ${formatVersion(version)} is older than ${formatVersion(tool.from)}`;
  }
  if (compareVersions(version, tool.below) >= 0) {
    return `its version ${formatVersion(version)} is newer than what was tried (below ${formatVersion(tool.below)})`;
  }
  return undefined;
}
