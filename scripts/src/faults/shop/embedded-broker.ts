import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createShopServer, type ServerProcess, type ShopServer } from './shop-server';
import { FAULTS_FOLDER, FAULTS_LOG_FOLDER, SERVER_PORTS } from './shop-places';

const PROGRAM = path.join(__dirname, 'broker-process.js');

/** Where the embedded broker keeps sessions and events. */
const FOLDER = path.join(FAULTS_FOLDER, 'mqtt');

/** Events that a consumer gave up on. */
export const DEAD_LETTER_FILE = path.join(FAULTS_FOLDER, 'dead-letters.ndjson');

/** The MQTT broker of `npm start` in a process of its own, so that it can be killed. */
export const createEmbeddedBroker = (): ShopServer =>
  createShopServer('the broker', start, () => rm(FOLDER, { recursive: true, force: true }));

async function start(): Promise<ServerProcess> {
  const log = openSync(path.join(FAULTS_LOG_FOLDER, 'broker.log'), 'a');
  const broker = spawn(
    process.execPath,
    [PROGRAM, FOLDER, String(SERVER_PORTS.mqtt), DEAD_LETTER_FILE],
    // It says when it is ready over the channel, and ends when the channel does.
    { detached: true, stdio: ['ignore', log, log, 'ipc'] },
  );
  closeSync(log);
  const ended = once(broker, 'exit').then(() => undefined);
  const ready = once(broker, 'message').then(() => true);
  if (!(await Promise.race([ready, ended]))) throw new Error('The broker did not start; see broker.log');
  const end = async (signal: NodeJS.Signals) => {
    broker.kill(signal);
    await ended;
  };
  return { pid: broker.pid ?? 0, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
