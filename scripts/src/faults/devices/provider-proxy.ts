import { createHash } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { exchange, readWhole } from '../../proxy/exchange';
import { listenOn } from '../../proxy/listen-on';
import { passOn, type Target } from '../../proxy/pass-on';

/** What goes wrong on the way to a payment provider. Shares are of 1. */
export interface ProviderTrouble {
  /** How long every request waits before the provider hears of it. */
  readonly delayMs?: number;
  /** Requests answered with 500, of which the provider never hears. */
  readonly failedShare?: number;
  /** Requests that the provider carries out, and whose answer is lost. */
  readonly lostShare?: number;
}

export interface ProviderProxy {
  readonly port: number;
  /** What became of the requests so far. */
  readonly counts: Readonly<ProviderCounts>;
  /** From now on this goes wrong, and nothing else. */
  trouble(trouble: ProviderTrouble): void;
  /** Resets the connections there are and refuses new ones. */
  refuse(): Promise<void>;
  heal(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProviderProxyOptions {
  /** Where to listen; 0 for any free port. */
  readonly port: number;
  /** Where the provider is, on 127.0.0.1. */
  readonly targetPort: number;
  /** The same seed has the same requests fail, by their order. */
  readonly seed: string;
}

interface ProviderCounts {
  passed: number;
  failed: number;
  lost: number;
}

/** Stands between the payment service and its provider (SANDBOX_URL). */
export async function startProviderProxy(options: ProviderProxyOptions): Promise<ProviderProxy> {
  const target: Target = { agent: new Agent({ keepAlive: true }), port: options.targetPort };
  const counts: ProviderCounts = { passed: 0, failed: 0, lost: 0 };
  let trouble: ProviderTrouble = {};
  let arrivals = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const luck = fateOf(options.seed, (arrivals += 1));
    const { delayMs = 0, failedShare = 0, lostShare = 0 } = trouble;
    if (delayMs > 0) await delay(delayMs, undefined, { ref: false });
    if (luck < failedShare) {
      counts.failed += 1;
      response.writeHead(500, { 'content-type': 'text/plain' }).end('The provider has a bad day.');
    } else if (luck < failedShare + lostShare) {
      await exchange(target, await readWhole(request));
      counts.lost += 1;
      request.socket.resetAndDestroy();
    } else {
      await passOn(request, response, target);
      counts.passed += 1;
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const port = await listenOn(server, options.port);
  return {
    port,
    counts,
    trouble(next) {
      trouble = next;
    },
    refuse: () => shut(server),
    async heal() {
      trouble = {};
      if (!server.listening) await listenOn(server, port);
    },
    async stop() {
      await shut(server);
      target.agent.destroy();
    },
  };
}

async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** A number from 0 to 1 for a request, which depends on nothing but the seed and its turn. */
const fateOf = (seed: string, turn: number): number =>
  createHash('sha256').update(`${seed}\n${turn}`).digest().readUInt32BE(0) / 2 ** 32;
