/** A program that `dapr run` needs, and where each source has it. */
export interface DaprTool {
  name: 'daprd' | 'dapr';
  /** Accepted are versions from this one on … */
  from: Version;
  /** … up to, not including, this one. */
  below: Version;
  /** The official release to download. */
  release: { repository: string; version: string };
  /** The Go module to build; not every release can be built from what the module proxies serve. */
  build: {
    folder: string;
    module: string;
    version: string;
    package: string;
    tags: string;
    versionVariable: string;
  };
}

/** Major, minor, patch. */
export type Version = [number, number, number];

/** The sidecar. 1.18.0 to 1.18.2 work, but a malformed event can end them, which 1.18.3 mends. */
export const DAPRD: DaprTool = {
  name: 'daprd',
  from: [1, 18, 0],
  below: [1, 19, 0],
  release: { repository: 'dapr', version: '1.18.3' },
  build: {
    folder: 'daprd',
    module: 'github.com/dapr/dapr',
    version: '1.18.1',
    package: 'github.com/dapr/dapr/cmd/daprd',
    tags: 'allcomponents',
    versionVariable: 'github.com/dapr/dapr/pkg/buildinfo.version',
  },
};

/** The command line. Before 1.16 it could not be told to do without a scheduler. */
export const DAPR_CLI: DaprTool = {
  name: 'dapr',
  from: [1, 16, 0],
  below: [2, 0, 0],
  release: { repository: 'cli', version: '1.16.5' },
  build: {
    folder: 'cli',
    module: 'github.com/dapr/cli',
    version: '1.16.5',
    package: 'github.com/dapr/cli',
    tags: '',
    versionVariable: 'main.version',
  },
};

/** The patch release that is preferred to the earlier ones. */
export const PREFERRED_DAPRD: Version = [1, 18, 3];

/** Finds a version in what a program prints about itself. */
export function parseVersion(text: string): Version | undefined {
  const match = /(\d+)\.(\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Below 0 when `left` is the earlier version, above 0 when it is the later one. */
export function compareVersions(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** Writes a version as people do. */
export function formatVersion(version: Version): string {
  return version.join('.');
}
