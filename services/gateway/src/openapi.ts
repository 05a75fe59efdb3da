import { isDeepStrictEqual } from 'node:util';
import type { OpenApiDocument } from '@sidecart/platform';
import { findRoute } from './http/routing-table';
import { ownOperations } from './own-operations';

interface Parts {
  readonly paths: Record<string, object>;
  readonly tags: { name: string }[];
  readonly components: Record<string, Record<string, unknown>>;
}

/**
 * Makes one OpenAPI 3.1 document of those of the services and of what the gateway answers itself. Pure.
 *
 * @throws when two documents have the same path or operationId or differ in a component of the same name, or when a
 *   path leads nowhere: the reference must say what is so
 */
export function mergeOpenApi(documents: readonly OpenApiDocument[]): OpenApiDocument {
  const all = [...documents, ownOperations];
  const { paths, tags, components } = all.reduce(add, { paths: {}, tags: [], components: {} });
  for (const path of documents.flatMap((document) => Object.keys(document.paths))) {
    if (!findRoute(path.replaceAll(/\{\w+\}/g, 'x'))) throw new Error(`${path} is not in the routing table`);
  }
  // To OpenAPI, /orders/{id} and /orders/{orderId} are the same path.
  refuseRepetition(
    'path',
    all.flatMap((document) => Object.keys(document.paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'))),
  );
  refuseRepetition('operationId', all.flatMap(operationIds));
  return { ...ownOperations, tags, paths: paths as OpenApiDocument['paths'], components };
}

function add(parts: Parts, document: OpenApiDocument): Parts {
  const components = { ...parts.components };
  for (const [kind, members] of Object.entries(
    document.components as Record<string, Record<string, unknown>>,
  )) {
    components[kind] = { ...components[kind] };
    for (const [name, member] of Object.entries(members)) {
      const known = components[kind][name];
      if (known !== undefined && !isDeepStrictEqual(plain(known), plain(member))) {
        throw new Error(`${kind}/${name} means different things in different documents`);
      }
      components[kind][name] = member;
    }
  }
  return {
    paths: { ...parts.paths, ...document.paths },
    tags: [
      ...parts.tags,
      ...document.tags.filter(({ name }) => !parts.tags.some((tag) => tag.name === name)),
    ],
    components,
  };
}

/** As it will be written: schema objects carry symbols that JSON does not. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const operationIds = (document: OpenApiDocument): string[] =>
  Object.values(document.paths).flatMap((operations) =>
    Object.values(operations).flatMap(
      (operation) => (operation as { operationId?: string }).operationId ?? [],
    ),
  );

function refuseRepetition(kind: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`The ${kind} ${twice} is there twice`);
}
