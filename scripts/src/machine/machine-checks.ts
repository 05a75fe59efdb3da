import { execFile } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findDaprTool } from '../dapr/dapr-search';
import { compareVersions, formatVersion, PREFERRED_DAPRD, type DaprTool } from '../dapr/dapr-tools';
import { describeTakenPorts, infrastructurePorts, servicePorts } from './ports';
import { describeMissingServers, type ComponentSet } from '../servers/component-sets';
import { preparePostgresBinaries } from '../servers/postgres-binaries';
import { findLeftovers } from './run-record';
import { findServerAccount } from '../servers/server-account';
import { readServices } from '../services';
import { REPOSITORY } from '../paths';

/** What a check found: all is well, something to know, or something that keeps the platform from starting. */
export interface Finding {
  state: 'well' | 'advice' | 'fault';
  sentence: string;
}

const NEEDED_MEMORY_GIB = 3;
const NEEDED_DISK_GIB = 2;
const GIB = 1024 ** 3;

/** Checks memory and disk. */
export function checkResources(): Finding[] {
  const memoryGib = totalmem() / GIB;
  const { bavail, bsize } = statfsSync(REPOSITORY);
  const diskGib = (bavail * bsize) / GIB;
  return [
    judge(
      memoryGib >= NEEDED_MEMORY_GIB,
      `${memoryGib.toFixed(1)} GiB of memory`,
      `${NEEDED_MEMORY_GIB} GiB are advised`,
    ),
    judge(
      diskGib >= NEEDED_DISK_GIB,
      `${diskGib.toFixed(1)} GiB free on the disk`,
      `${NEEDED_DISK_GIB} GiB are advised`,
    ),
  ];
}

/** Checks that PostgreSQL's programs run here. */
export async function checkPostgres(): Promise<Finding[]> {
  try {
    const account = findServerAccount();
    const binaries = await preparePostgresBinaries();
    const { stdout } = await promisify(execFile)(`${binaries}/bin/postgres`, ['--version'], {
      ...account,
      cwd: '/',
    });
    return [{ state: 'well', sentence: `${stdout.trim()} in ${binaries}` }];
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return [
      {
        state: 'fault',
        sentence:
          `PostgreSQL cannot run here: ${stderr?.trim() || message}\n` +
          '    (its binaries need glibc on Linux; elsewhere docker compose up is the way to run)',
      },
    ];
  }
}

/** Checks whether a Dapr program is on this machine. */
export async function checkDaprTool(tool: DaprTool): Promise<Finding[]> {
  const { found, refused } = await findDaprTool(tool);
  const notes = refused.map((sentence): Finding => ({ state: 'advice', sentence }));
  if (!found) {
    const sentence =
      `${tool.name} is not here yet: npm start downloads it, or builds it if Go is installed. ` +
      'To have it now: npm run obtain-dapr';
    return [...notes, { state: 'advice', sentence }];
  }
  const outdated = tool.name === 'daprd' && compareVersions(found.version, PREFERRED_DAPRD) < 0;
  const preference = outdated ? ` (${formatVersion(PREFERRED_DAPRD)} or later is preferred)` : '';
  const sentence = `${tool.name} ${formatVersion(found.version)} in ${found.file}${preference}`;
  return [...notes, { state: 'well', sentence }];
}

/** Checks whether the servers of a component set are on this machine. */
export async function checkComponentServers(set: ComponentSet): Promise<Finding[]> {
  const missing = await describeMissingServers(set);
  return missing.length === 0
    ? [{ state: 'well', sentence: `The component set ${set} has the servers it needs` }]
    : missing.map((sentence) => ({ state: 'fault', sentence }));
}

/** Checks that nothing stands in the way of a start: an earlier run or a taken port. */
export async function checkPorts(set: ComponentSet): Promise<Finding[]> {
  const leftovers = findLeftovers();
  if (leftovers?.main) {
    return [{ state: 'well', sentence: `npm run ${leftovers.command} is running, so its ports are taken` }];
  }
  if (leftovers) {
    const sentence = `An earlier run left ${leftovers.processes.length} processes behind; end them with: npm run stop`;
    return [{ state: 'fault', sentence }];
  }
  const taken = await describeTakenPorts([
    ...infrastructurePorts(set),
    ...servicePorts(await readServices()),
  ]);
  return taken.length === 0
    ? [{ state: 'well', sentence: 'All ports are free' }]
    : taken.map((sentence) => ({ state: 'fault', sentence }));
}

function judge(isEnough: boolean, measured: string, otherwise: string): Finding {
  return isEnough
    ? { state: 'well', sentence: measured }
    : { state: 'advice', sentence: `only ${measured}; ${otherwise}` };
}
