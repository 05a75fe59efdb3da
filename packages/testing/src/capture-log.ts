import type { Logger } from '@sidecart/platform';

/**
 * Keeps every line that a logger writes, from debug on, as JSON. It goes on printing only what TEST_LOG_LEVEL asks for.
 *
 * @returns the lines so far, oldest first; the array grows
 */
export function captureLog(log: Logger): readonly string[] {
  const lines: string[] = [];
  const printedLevel = process.env['TEST_LOG_LEVEL'];
  log.silent = false;
  log.level = 'debug';
  for (const transport of log.transports) {
    if (printedLevel === undefined) transport.silent = true;
    else transport.level = printedLevel;
  }
  log.on('data', (line: unknown) => lines.push(JSON.stringify(line)));
  return lines;
}
