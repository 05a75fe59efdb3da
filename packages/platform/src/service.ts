import type { Static, TObject } from '@sinclair/typebox';
import type Koa from 'koa';
import { ConfigError, loadConfig } from './config';
import { connectSidecar, type Sidecar } from './dapr/sidecar';
import { startEventAudit } from './events/audit/start-event-audit';
import { inboxOf } from './events/inbox-of';
import { listen, type ListenOptions } from './http/listen';
import { tellShutdown } from './http/operations';
import { createLogger, type Logger } from './logger';
import { createMetrics, type Metrics } from './metrics';
import { missingTokens, type ServiceVariables } from './service-config';
import { createShutdown, type Shutdown } from './shutdown';

/** What a service is given to build itself from. */
export interface ServiceContext<C, S> {
  readonly name: string;
  readonly config: Readonly<C>;
  readonly secrets: Readonly<S>;
  readonly sidecar: Sidecar;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly shutdown: Shutdown;
}

export interface ServiceDefinition<C extends TObject, S extends TObject> {
  /** The Dapr app id; also the name of the service's secret. */
  readonly name: string;
  /** The environment: `serviceVariables` and the service's own. */
  readonly config: C;
  /** The members of the secret named after the service, if it needs any. */
  readonly secrets?: S;
  /** Builds the application and starts what runs beside it; each part adds its own shutdown step. */
  start(context: ServiceContext<Static<C>, Static<S>>): Koa | Promise<Koa>;
  /** How its port behaves, where that differs from a service behind its sidecar. */
  listenOptions?(config: Readonly<Static<C>>): ListenOptions;
}

/**
 * Runs a service until it is told to stop: configuration, secrets from the sidecar, the application, a listening
 * port, an orderly end. Whatever fails on the way is said in one log line, and the process exits with 1.
 */
export async function runService<C extends TObject, S extends TObject>(
  definition: ServiceDefinition<C, S>,
): Promise<void> {
  const { name } = definition;
  // eslint-disable-next-line n/no-process-env -- the one place where a service's environment is read
  const environment = process.env;
  let log = createLogger(name, 'info');
  try {
    const config = loadConfig(definition.config, environment, missingTokens);
    const variables = config as unknown as ServiceVariables;
    log = createLogger(name, variables.LOG_LEVEL);
    exitOnUnexpected(log);
    const shutdown = createShutdown(log);
    const sidecar = connectSidecar({ port: variables.DAPR_HTTP_PORT, apiToken: variables.DAPR_API_TOKEN });
    shutdown.add('sidecar', () => sidecar.close());
    const secrets = definition.secrets
      ? loadConfig(definition.secrets, await sidecar.getSecret(name))
      : ({} as Static<S>);
    const metrics = createMetrics(name);
    const context = { name, config, secrets, sidecar, log, metrics, shutdown };
    const app = await definition.start(context);
    tellShutdown(app, shutdown);
    auditInboxOf(app, context);
    const port = await listen(app, variables, shutdown, definition.listenOptions?.(config));
    log.info('listening', { port });
  } catch (error) {
    if (error instanceof ConfigError) log.error(error.message, { faults: error.faults });
    else log.error('the service could not start', { error });
    exitSoon();
  }
}

/** Finds the events that were lost on their way, for a service that hears any. */
function auditInboxOf(app: Koa, context: Omit<ServiceContext<unknown, unknown>, 'config' | 'secrets'>): void {
  const inbox = inboxOf(app);
  if (!inbox || inbox.subscriptions.length === 0) return;
  const audit = startEventAudit({ ...context, inbox });
  context.shutdown.add('event audit', () => audit.stop());
}

/** An error that nobody awaited leaves the process in an unknown state: it says so and makes room for a new one. */
function exitOnUnexpected(log: Logger): void {
  process.once('uncaughtException', (error) => {
    log.error('the service failed', { error });
    exitSoon();
  });
}

/** Ends the process once the log is written, whatever is still open. */
function exitSoon(): void {
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 200);
}
