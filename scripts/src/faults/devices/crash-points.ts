import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exchange, readWhole, type WholeAnswer } from '../../proxy/exchange';
import { listenOn } from '../../proxy/listen-on';
import { passOn, type Target } from '../../proxy/pass-on';
import { createArming, type Crash, type Strike } from './crash-arming';
import { publishedTopic, deliveredTopic, isApplied } from './dapr-paths';

export interface CrashPointOptions {
  /** Where the service finds its sidecar (its DAPR_HTTP_PORT), and where the sidecar's API really is. */
  readonly toSidecar: { readonly port: number; readonly targetPort: number };
  /** Where the sidecar finds its service (its app port), and where the service really is (its PORT). */
  readonly toService: { readonly port: number; readonly targetPort: number };
  /** Kills the service with SIGKILL; resolves once it is gone. */
  readonly crash: () => Promise<void>;
}

export interface CrashPoints {
  /**
   * Has the service crash at a moment. There is one such order at a time; a new one takes the place of the last.
   *
   * @returns resolves once the service has crashed; with undefined when that was called off
   */
  arm(crash: Crash): Promise<Strike | undefined>;
  disarm(): void;
  stop(): Promise<void>;
}

/**
 * Stands between a service and its sidecar in both directions and kills the service at a moment that no timer could hit.
 * The code of the service knows nothing of it; what is no publish and no delivery streams through untouched.
 */
export async function startCrashPoints(options: CrashPointOptions): Promise<CrashPoints> {
  const agent = new Agent({ keepAlive: true });
  const sidecar: Target = { agent, port: options.toSidecar.targetPort };
  const service: Target = { agent, port: options.toService.targetPort };
  const arming = createArming(options.crash);

  async function publish(request: IncomingMessage, response: ServerResponse, topic: string): Promise<void> {
    const whole = await readWhole(request);
    if (await arming.strikes('before-publish', topic)) {
      response.destroy();
      return;
    }
    const answer = await exchange(sidecar, whole);
    const crashed = answer.status < 300 && (await arming.strikes('after-publish', topic));
    answerWith(crashed ? undefined : answer, response);
  }

  async function deliver(request: IncomingMessage, response: ServerResponse, topic: string): Promise<void> {
    const answer = await exchange(service, await readWhole(request));
    const crashed = isApplied(answer) && (await arming.strikes('after-effect', topic));
    answerWith(crashed ? undefined : answer, response);
  }

  const servers = [
    createServer((request, response) => {
      const topic = publishedTopic(request);
      const work =
        topic === undefined ? passOn(request, response, sidecar) : publish(request, response, topic);
      work.catch(() => response.destroy());
    }),
    createServer((request, response) => {
      const topic = deliveredTopic(request);
      const work =
        topic === undefined ? passOn(request, response, service) : deliver(request, response, topic);
      work.catch(() => response.destroy());
    }),
  ] as const;
  await listenOn(servers[0], options.toSidecar.port);
  await listenOn(servers[1], options.toService.port);
  return {
    arm: (crash) => arming.arm(crash),
    disarm: () => arming.disarm(),
    async stop() {
      arming.disarm();
      await Promise.all(servers.map(shut));
      agent.destroy();
    },
  };
}

/** Without an answer the connection breaks. */
function answerWith(answer: WholeAnswer | undefined, response: ServerResponse): void {
  if (answer) response.writeHead(answer.status, answer.rawHeaders).end(answer.body);
  else response.destroy();
}

async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
