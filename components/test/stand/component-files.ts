import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../../../scripts/src/paths';

export interface ComponentFiles {
  readonly configuration: string;
  readonly resources: readonly string[];
}

const EMBEDDED_BROKER = /tcp:\/\/127\.0\.0\.1:\d+/;
const RETRY_INTERVAL = /^(\s+maxInterval:) \S+$/m;

/**
 * Copies the component files of a set, as they are but for two things: the embedded broker's port is in its file, and
 * `quickRetries` shortens the pauses between the attempts to deliver an event, not their number.
 */
export function copyComponentFiles(
  set: string,
  folder: string,
  options: { readonly mqttPort: number; readonly quickRetries: boolean },
): ComponentFiles {
  const [common, own] = ['common', set].map((name) => {
    const target = path.join(folder, name);
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(REPOSITORY, 'components', name), target, { recursive: true });
    return target;
  }) as [string, string];
  if (set === 'embedded') {
    replace(path.join(own, 'pubsub.yaml'), EMBEDDED_BROKER, `tcp://127.0.0.1:${options.mqttPort}`);
  }
  if (options.quickRetries) replace(path.join(common, 'resiliency.yaml'), RETRY_INTERVAL, '$1 100ms');
  return { configuration: path.join(common, 'configuration.yaml'), resources: [common, own] };
}

function replace(file: string, pattern: RegExp, text: string): void {
  const before = readFileSync(file, 'utf8');
  if (!pattern.test(before)) throw new Error(`${file} holds no ${pattern.source}`);
  writeFileSync(file, before.replace(pattern, text));
}
