// node scripts/bootstrap.mjs <command> [arguments]
//
// Brings a fresh clone to the point where a command of scripts/src can run, and runs it: checks Node, installs the
// packages, builds. It uses nothing but Node and only old syntax, so that any version can say that it is too old.
import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, readFileSync, writeFileSync } from 'fs';
import path from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const LEAST_NODE = [20, 19];
// Names the package-lock.json that was installed last.
const STAMP = path.join(REPOSITORY, 'node_modules', '.sidecart-installed');
// These must work while a service does not compile.
const NEED_ONLY_SCRIPTS = [
  'doctor',
  'obtain-dapr',
  'obtain-kafka',
  'obtain-stripe-mock',
  'obtain-docker-compose',
  'postgres-for-tests',
  'reset',
  'stop',
];

main(process.argv[2], process.argv.slice(3));

function main(command, args) {
  checkMachine();
  if (!/^[a-z-]+$/.test(command || '')) {
    fail('Usage: node scripts/bootstrap.mjs <command> [arguments], for example start, infra, doctor.');
  }
  if (!packagesAreInstalled()) {
    installPackages();
  }
  build(NEED_ONLY_SCRIPTS.includes(command) ? ['scripts'] : []);
  const file = path.join(REPOSITORY, 'scripts', 'dist', command + '.js');
  if (!existsSync(file)) {
    fail('There is no command "' + command + '".');
  }
  // In this very process, so that a Ctrl-C arrives where it is handled.
  process.argv = [process.argv[0], file].concat(args);
  import(pathToFileURL(file).href).catch((error) => fail(error.stack));
}

function checkMachine() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
    fail(
      'Sidecart needs Node ' +
        LEAST_NODE.join('.') +
        ' or later, this is ' +
        process.versions.node +
        ': https://nodejs.org',
    );
  }
  if (process.platform === 'win32') {
    fail(
      'Sidecart runs on Linux and macOS; on Windows use WSL 2: https://learn.microsoft.com/windows/wsl/install',
    );
  }
}

/** Whether node_modules holds what package-lock.json asks for, installed here or by hand. */
function packagesAreInstalled() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockDigest()) {
    return true;
  }
  const installed = readPackages(path.join('node_modules', '.package-lock.json'));
  const wanted = readPackages('package-lock.json');
  return Object.keys(wanted).every((place) => {
    const entry = wanted[place];
    const isPackage = place.includes('node_modules/') && !entry.link;
    const isForSomeSystems = entry.optional || entry.os || entry.cpu;
    return !isPackage || isForSomeSystems || (installed[place] && installed[place].version === entry.version);
  });
}

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(path.join(REPOSITORY, 'package-lock.json')))
    .digest('hex');
}

function readPackages(file) {
  const absolute = path.join(REPOSITORY, file);
  return existsSync(absolute) ? JSON.parse(readFileSync(absolute, 'utf8')).packages : {};
}

function installPackages() {
  console.log('Installing the npm packages …');
  const npm = process.env.npm_execpath;
  const result = /\.c?js$/.test(npm || '') ? run(process.execPath, [npm, 'ci']) : run('npm', ['ci']);
  if (result !== 0) {
    fail('The npm packages could not be installed; see above.');
  }
  writeFileSync(STAMP, lockDigest());
}

function build(projects) {
  const compiler = path.join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(path.join(REPOSITORY, 'scripts', 'dist'))) {
    console.log('Building …');
  }
  if (run(process.execPath, [compiler, '-b'].concat(projects)) !== 0) {
    fail('The build failed; see above.');
  }
}

function run(program, args) {
  const { status, signal, error } = spawnSync(program, args, { cwd: REPOSITORY, stdio: 'inherit' });
  if (error) {
    fail(program + ' cannot be started: ' + error.message);
  }
  if (signal) {
    process.exit(1);
  }
  return status;
}

function fail(sentence) {
  console.error('\n' + sentence);
  process.exit(1);
}
