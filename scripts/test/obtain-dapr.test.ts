import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCheckout, type Checkout, type Outcome } from './checkout';

/** Stands in for the releases of github.com/dapr. */
class ReleaseServer {
  readonly files = new Map<string, Buffer>();
  requests = 0;
  private readonly server: Server = createServer((request, response) => {
    this.requests++;
    const name = path.basename(request.url ?? '');
    const file = this.files.get(name);
    response.writeHead(file ? 200 : 404, { 'content-length': file?.length ?? 0 }).end(file);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Publishes both programs for this machine. */
  publish(folder: string, checksumOf: (archive: Buffer) => string = sha256): void {
    const architecture = { x64: 'amd64', arm64: 'arm64', arm: 'arm' }[process.arch as 'x64'];
    for (const [name, version] of [
      ['daprd', '1.18.3'],
      ['dapr', '1.16.5'],
    ] as const) {
      writeProgram(folder, name, version);
      const archiveName = `${name}_${process.platform}_${architecture}.tar.gz`;
      execFileSync('tar', ['-czf', path.join(folder, archiveName), '-C', folder, name]);
      const archive = readFileSync(path.join(folder, archiveName));
      this.files.set(archiveName, archive);
      this.files.set(`${archiveName}.sha256`, Buffer.from(`${checksumOf(archive)}  ${archiveName}\n`));
    }
  }
}

const WITHOUT_GO = 'echo "no Go in this test" >&2; exit 1';

let checkout: Checkout;
let folder: string;
let releases: ReleaseServer;
let releasesUrl: string;

beforeAll(() => {
  checkout = makeCheckout();
});
afterAll(() => checkout.remove());

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidecart-dapr-'));
  for (const name of ['path', 'home', 'cache', 'releases']) {
    mkdirSync(path.join(folder, name));
  }
  releases = new ReleaseServer();
  releasesUrl = await releases.start();
  writeScript(path.join(folder, 'path'), 'go', WITHOUT_GO);
});

afterEach(async () => {
  await releases.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a release with the right checksum is installed, and used from the cache the next time', async () => {
  releases.publish(path.join(folder, 'releases'));

  const first = await obtain();
  const requests = releases.requests;
  const second = await obtain();

  expect(first).toMatchObject({ code: 0 });
  expect(locations(first)).toEqual({
    daprd: path.join(folder, 'cache/sidecart/dapr/1.18.3/daprd'),
    dapr: path.join(folder, 'cache/sidecart/dapr/1.16.5/dapr'),
  });
  expect(locations(second)).toEqual(locations(first));
  expect(releases.requests).toBe(requests);
});

test('a release with a wrong checksum is refused and nothing of it stays', async () => {
  releases.publish(path.join(folder, 'releases'), () => 'ab'.repeat(32));

  const { code, output } = await obtain();

  expect(code).not.toBe(0);
  expect(output).toMatch(/has the SHA-256 [0-9a-f]{64}, but (ab){32} is published: it was not used/);
  expect(output).not.toMatch(/\n\s+at /);
  expect(filesBelow(path.join(folder, 'cache'))).toEqual([]);
});

test('a release without a published checksum is refused', async () => {
  releases.publish(path.join(folder, 'releases'), () => 'nothing');

  const { code, output } = await obtain();

  expect(code).not.toBe(0);
  expect(output).toContain('holds no SHA-256');
  expect(filesBelow(path.join(folder, 'cache'))).toEqual([]);
});

test('when the releases cannot be reached, Go builds', async () => {
  await releases.stop();
  mkdirSync(path.join(folder, 'module'));
  writeFileSync(path.join(folder, 'module', 'go.sum'), '');
  writeScript(path.join(folder, 'path'), 'go', fakeGo(path.join(folder, 'module')));

  const outcome = await obtain();

  expect(outcome).toMatchObject({ code: 0 });
  expect(outcome.output).toContain('cannot be reached: ECONNREFUSED');
  expect(locations(outcome)).toEqual({
    daprd: path.join(folder, 'cache/sidecart/dapr/1.18.1/daprd'),
    dapr: path.join(folder, 'cache/sidecart/dapr/1.16.5/dapr'),
  });
});

test('when nothing is left to try, every reason is named and the way out', async () => {
  const { code, output } = await obtain();

  expect(code).not.toBe(0);
  expect(output).toMatch(/official release: .* answers 404/);
  expect(output).toContain('Go build: Go is not installed');
  expect(output).toContain('dapr init --slim');
});

test('PATH comes before the folder of Dapr, and that before the cache', async () => {
  const places = ['path', 'home/.dapr/bin', 'cache/sidecart/dapr/1.18.3'].map((place) =>
    path.join(folder, place),
  );
  for (const place of places) {
    mkdirSync(place, { recursive: true });
    writeProgram(place, 'daprd', '1.18.3');
    writeProgram(place, 'dapr', '1.16.5');
  }
  const found: (string | undefined)[] = [];
  for (const place of places) {
    found.push(locations(await obtain()).daprd);
    rmSync(path.join(place, 'daprd'));
  }

  expect(found).toEqual(places.map((place) => path.join(place, 'daprd')));
  expect(releases.requests).toBe(0);
});

test('a program of another version is passed over with a sentence', async () => {
  writeProgram(path.join(folder, 'path'), 'daprd', '1.14.4');
  writeProgram(path.join(folder, 'path'), 'dapr', '1.16.9');
  const own = path.join(folder, 'home/.dapr/bin');
  mkdirSync(own, { recursive: true });
  writeProgram(own, 'daprd', '1.18.0');

  const outcome = await obtain();

  expect(outcome.output).toContain(
    `${path.join(folder, 'path/daprd')} is not used: its version 1.14.4 is older than 1.18.0.`,
  );
  expect(outcome.output).toContain('1.18.3 or later is preferred');
  expect(locations(outcome)).toEqual({
    daprd: path.join(own, 'daprd'),
    dapr: path.join(folder, 'path/dapr'),
  });
});

async function obtain(): Promise<Outcome> {
  return checkout.run('obtain-dapr', {
    PATH: `${path.join(folder, 'path')}:/usr/bin:/bin`,
    HOME: path.join(folder, 'home'),
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    SIDECART_DAPR_RELEASES_URL: releasesUrl,
  });
}

function locations({ output }: Outcome): { daprd: string | undefined; dapr: string | undefined } {
  return { daprd: /^daprd (\/.*)$/m.exec(output)?.[1], dapr: /^dapr (\/.*)$/m.exec(output)?.[1] };
}

function writeProgram(place: string, name: string, version: string): void {
  writeScript(place, name, `echo ${version}`);
}

function writeScript(place: string, name: string, text: string): void {
  writeFileSync(path.join(place, name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(place, name), 0o755);
}

/** A `go` whose builds are programs that tell the version they were given. */
function fakeGo(module: string): string {
  return `
case "$1" in
  version) echo go ;;
  mod) echo '{"Dir": "${module}"}' ;;
  build)
    for argument; do
      case "$argument" in *.version=*) version="\${argument##*=}" ;; esac
      [ "$previous" = -o ] && output="$argument"
      previous="$argument"
    done
    printf '#!/bin/sh\\necho %s\\n' "$version" > "$output" ;;
esac`;
}

function sha256(archive: Buffer): string {
  return createHash('sha256').update(archive).digest('hex');
}

function filesBelow(place: string): string[] {
  return existsSync(place)
    ? readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : [];
}
