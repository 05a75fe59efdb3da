import type { ComponentSet } from './promises';
import { createEmbeddedServer } from './embedded-server';
import { takePort } from './ports';
import type { Server } from './server';

/** What a set needs to run, and what its component files read from the secret store. */
export interface SetServers {
  readonly broker: Server;
  /** What the cache is kept in; undefined where that is the sidecar itself. */
  readonly cache: Server | undefined;
  /** Each server once, in the order in which they are to be started. */
  readonly all: readonly Server[];
  readonly brokerPort: number;
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Makes the servers of a set, on ports and with data of their own. */
export async function createSetServers(set: ComponentSet, folder: string): Promise<SetServers> {
  const brokerPort = await takePort();
  switch (set) {
    case 'embedded': {
      const broker = createEmbeddedServer(folder, brokerPort);
      return { broker, cache: undefined, all: [broker], brokerPort, secrets: {} };
    }
    default:
      throw new Error(`No servers for ${set}`);
  }
}
