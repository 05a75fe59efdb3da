import { ConfigError, createLogger, createShutdown, loadConfig } from '@sidecart/platform';
import { SandboxConfig } from './config';
import { startSandbox } from './start';

/** Runs the sandbox provider until it is asked to end. */
async function main(): Promise<void> {
  const log = createLogger('sandbox', 'info');
  try {
    const config = loadConfig(SandboxConfig, process.env);
    const port = await startSandbox(config, { log, shutdown: createShutdown(log) });
    log.info('listening', { port });
  } catch (error) {
    if (error instanceof ConfigError) log.error(error.message, { faults: error.faults });
    else log.error('the sandbox could not start', { error });
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 200);
  }
}

void main();
