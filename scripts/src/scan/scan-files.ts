import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findCardData } from './find-card-data';
import type { Finding, ScanReport } from './finding';

/**
 * Looks through files and all files below folders, line by line. What does not exist holds nothing. Files that are not
 * text are read as bytes, in which texts stand as they are.
 *
 * @param places absolute paths
 * @param relativeTo what the findings name files relative to
 * @param except files and folders to leave out, as absolute paths
 */
export async function scanFiles(
  places: readonly string[],
  relativeTo: string,
  except: readonly string[] = [],
): Promise<ScanReport> {
  const findings: Finding[] = [];
  let scanned = 0;
  for (const place of places) {
    for (const file of await filesBelow(place, except)) {
      let line = 0;
      const lines = createInterface({ input: createReadStream(file, 'latin1'), crlfDelay: Infinity });
      for await (const text of lines) {
        line += 1;
        const where = `${path.relative(relativeTo, file)}:${line}`;
        for (const what of findCardData(text)) findings.push({ place: where, what });
      }
      scanned += line;
    }
  }
  return { scanned, findings };
}

async function filesBelow(place: string, except: readonly string[]): Promise<string[]> {
  if (except.includes(place)) return [];
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [place];
  if (!found.isDirectory()) return [];
  const names = await readdir(place);
  return (await Promise.all(names.map((name) => filesBelow(path.join(place, name), except)))).flat();
}
