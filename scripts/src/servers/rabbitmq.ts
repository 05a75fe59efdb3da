import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { acceptsConnections } from '../machine/accepts-connections';
import { findProgram } from '../machine/find-program';
import { PlainError } from '../plain-error';
import { writePrivate } from '../secrets';
import { definitionsWithUser } from './rabbitmq-definitions';
import { startServer, type RunningServer } from './running-server';

/** What a RabbitMQ server is started with. */
export interface RabbitmqOptions {
  /** Absolute path; holds the data, and is made when it does not exist. */
  folder: string;
  ports: { amqp: number; distribution: number; epmd: number; management: number };
  user: string;
  password: string;
  /** Exchanges and queues that are there from the beginning. */
  definitionsFile: string;
  logFile: string;
}

/** Debian's program on PATH insists on its own account; what it calls does not. */
const PREFERRED_FOLDERS = ['/usr/lib/rabbitmq/bin'];
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 30_000;
const NAME_SERVER_START_TIMEOUT_MS = 10_000;

/** Finds `rabbitmq-server`. */
export const findRabbitmq = (): string | undefined => findProgram('rabbitmq-server', PREFERRED_FOLDERS);

/**
 * Starts a RabbitMQ node of its own on 127.0.0.1, beside any other on this machine, with the name server (epmd) that
 * Erlang needs; neither root nor an account of its own is needed.
 * @throws {PlainError} when this machine has none or it does not come up
 */
export async function startRabbitmq(options: RabbitmqOptions): Promise<RunningServer> {
  const program = findRabbitmq();
  const epmd = findProgram('epmd');
  if (!program || !epmd) {
    throw new PlainError(`${program ? 'epmd (of Erlang)' : 'rabbitmq-server'} is not on this machine.`);
  }
  await prepareFolder(options);
  const nameServer = await startServer({
    name: "Erlang's epmd",
    program: epmd,
    args: ['-address', '127.0.0.1', '-port', String(options.ports.epmd)],
    folder: options.folder,
    logFile: path.join(path.dirname(options.logFile), 'epmd.log'),
    isReady: () => acceptsConnections(options.ports.epmd),
    startTimeoutMs: NAME_SERVER_START_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
  try {
    const node = await startNode(program, options);
    return {
      pid: node.pid,
      groupIds: [...node.groupIds, ...nameServer.groupIds],
      ended: node.ended,
      stop: () => node.stop().finally(() => nameServer.stop()),
      kill: () => node.kill().finally(() => nameServer.kill()),
    };
  } catch (error) {
    await nameServer.kill();
    throw error;
  }
}

async function prepareFolder(options: RabbitmqOptions): Promise<void> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivate(definitionsOf(folder), await definitionsWithUser(options.definitionsFile, options));
  await writePrivate(path.join(folder, 'rabbitmq.conf'), configuration(options));
  await writeFile(path.join(folder, 'enabled_plugins'), '[rabbitmq_management].\n');
  // Whatever is set for another node on this machine must not be read.
  await writeFile(path.join(folder, 'rabbitmq-env.conf'), '');
}

async function startNode(program: string, options: RabbitmqOptions): Promise<RunningServer> {
  return startServer({
    name: 'RabbitMQ',
    program,
    args: [],
    folder: options.folder,
    environment: environmentOf(options),
    logFile: options.logFile,
    // Its listeners are there before all of it is.
    isReady: async () => (await readFile(options.logFile, 'utf8')).includes('Server startup complete'),
    startTimeoutMs: START_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
}

function configuration({ folder, ports }: RabbitmqOptions): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    `load_definitions = ${definitionsOf(folder)}`,
    'log.console = true',
    'log.console.level = info',
    'log.file = false',
    // A laptop's disk is often fuller than the default likes, which would then block every publisher.
    'disk_free_limit.absolute = 200MB',
    // The journal of the quorum queues; by default it grows to eight times that.
    'raft.wal_max_size_bytes = 64000000',
    // Dapr tries an event again for minutes before it acknowledges it. What it has lost sight of, as it may when it ends a
    // subscription, is given out again after this time and not after the default of half an hour.
    'consumer_timeout = 600000',
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function environmentOf({ folder, ports }: RabbitmqOptions): NodeJS.ProcessEnv {
  const foreign = /^(RABBITMQ_|ERL_|ELIXIR_)/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(inherited),
    // The cookie by which nodes know each other is kept here, not in the user's home.
    HOME: folder,
    RABBITMQ_NODENAME: 'sidecart@localhost',
    RABBITMQ_CONF_ENV_FILE: path.join(folder, 'rabbitmq-env.conf'),
    RABBITMQ_CONFIG_FILE: path.join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: path.join(folder, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: path.join(folder, 'data'),
    RABBITMQ_LOG_BASE: path.join(folder, 'log'),
    RABBITMQ_GENERATED_CONFIG_DIR: path.join(folder, 'generated'),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
}

function definitionsOf(folder: string): string {
  return path.join(folder, 'definitions.json');
}
