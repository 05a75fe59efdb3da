/**
 * Puts a bug into the modules of a process while node loads them: `node --require <this file>`, with
 * SIDECART_PLANTED_BUG naming the bug. Without its name, or with text that is not there, the process does not start.
 */
import { Module } from 'node:module';
import path from 'node:path';
import { REPOSITORY } from '../../paths';
import { patchSource } from './patch-source';
import { plantedBugs } from './planted-bugs';

type Compile = (this: Module, source: string, file: string, ...others: unknown[]) => unknown;

const name = process.env['SIDECART_PLANTED_BUG'];
const bug = plantedBugs.find((one) => one.name === name);
if (!bug) throw new Error(`There is no bug named ${name}`);

// What compiles every CommonJS module; node keeps it replaceable for exactly this.
const loader = Module.prototype as unknown as { _compile: Compile };
const compile = loader._compile;

loader._compile = function compileWithBug(source, file, ...others) {
  const own = path.relative(REPOSITORY, file).split(path.sep).join('/');
  const patches = bug.patches.filter((patch) => patch.file === own);
  const planted = patches.reduce(patchSource, source);
  if (patches.length > 0) process.stderr.write(`planted in ${own}: ${bug.name}\n`);
  return compile.call(this, planted, file, ...others);
};
