import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export const REPOSITORY = path.resolve(__dirname, '../..');

/** A service of docker-compose.yml, as far as tests look at it. */
export interface ComposeService {
  image: string;
  user: string;
  restart: string;
  read_only: boolean;
  cap_drop: string[];
  cap_add?: string[];
  security_opt: string[];
  command?: string[];
  entrypoint?: string[];
  working_dir?: string;
  network_mode?: string;
  networks?: string[] | Record<string, { aliases: string[] }>;
  environment?: Record<string, string>;
  healthcheck: { disable?: boolean; test?: string[] };
  deploy: { resources: { limits: { memory: string; pids: number } } };
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  profiles?: string[];
}

/** The whole file. */
export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
}

/** Reads docker-compose.yml with the defaults of its variables. */
export function readComposeFile(): ComposeFile {
  const text = readFileSync(path.join(REPOSITORY, 'docker-compose.yml'), 'utf8');
  const withDefaults = text.replace(/(?<!\$)\$\{[A-Z_]+:-([^}]*)\}/g, '$1');
  return parse(withDefaults, { merge: true, maxAliasCount: -1 }) as ComposeFile;
}

/** Splits a mount (`source:target[:ro]`). */
export function mountsOf(service: ComposeService): { source: string; target: string; isReadOnly: boolean }[] {
  return (service.volumes ?? []).map((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    return { source, target, isReadOnly: mode === 'ro' };
  });
}
