import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../machine/find-program';

const LEAST_VERSION = 11;

/** Finds a Java that is able to run Kafka: version 11 or later, from `JAVA_HOME` or PATH. */
export async function findJava(): Promise<string | undefined> {
  const home = process.env['JAVA_HOME'];
  const java = findProgram('java', [
    ...(home ? [path.join(home, 'bin')] : []),
    '/opt/homebrew/opt/openjdk/bin',
  ]);
  return java && (await majorVersion(java)) >= LEAST_VERSION ? java : undefined;
}

/** 0 when it does not say: macOS has a `java` that only offers to install one. */
async function majorVersion(java: string): Promise<number> {
  try {
    const { stderr } = await promisify(execFile)(java, ['-version']);
    return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
