import path from 'node:path';
import { REPOSITORY } from '../../paths';

const COMPILED = path.join(REPOSITORY, 'scripts', 'dist', 'faults', 'devices');

/** An environment in which `node` loads one of the modules beside this one before the program. */
export function addPreload(
  environment: NodeJS.ProcessEnv,
  name: 'clock-preload' | 'plant-preload',
): NodeJS.ProcessEnv {
  const preload = `--require ${JSON.stringify(path.join(COMPILED, `${name}.js`))}`;
  const options = environment['NODE_OPTIONS'];
  return { ...environment, NODE_OPTIONS: options ? `${options} ${preload}` : preload };
}
