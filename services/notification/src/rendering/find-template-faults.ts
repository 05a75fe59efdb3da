import { HELPERS, parse } from './engine';
import { isScalar, itemOf, memberOf, type Schema } from './schema-walk';

const MAX_DEPTH = 8;
const MAX_NESTED_LOOPS = 2;
const LOOP_DATA: ReadonlySet<string> = new Set(['index', 'key', 'first', 'last']);

/** What a name means at some place of a template: the innermost schema last. */
interface Scope {
  readonly schemas: readonly Schema[];
  readonly depth: number;
}

type Report = (node: hbs.AST.Node, what: string) => void;

/**
 * Looks for what a template must not do: ask for what the schema lacks, write something unescaped, call what is not there,
 * define parts of its own, or repeat without measure. What passes can be rendered with any values of the schema.
 *
 * @returns one sentence for each fault, with its place
 */
export function findTemplateFaults(source: string, schema: Schema): string[] {
  const faults: string[] = [];
  try {
    const report: Report = ({ loc: { start } }, what) =>
      faults.push(`line ${start.line}, column ${start.column + 1}: ${what}`);
    checkProgram(parse(source), { schemas: [schema], depth: 0 }, report);
  } catch (error) {
    faults.push(`is not a template: ${(error as Error).message.split('\n')[0] ?? ''}`);
  }
  return faults;
}

function checkProgram(program: hbs.AST.Program | undefined, scope: Scope, report: Report): void {
  if (!program) return;
  if (program.blockParams as string[] | undefined) report(program, 'block parameters are not available');
  for (const statement of program.body) checkStatement(statement, scope, report);
}

function checkStatement(statement: hbs.AST.Statement, scope: Scope, report: Report): void {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return;
    case 'MustacheStatement':
      checkMustache(statement as hbs.AST.MustacheStatement, scope, report);
      return;
    case 'BlockStatement':
      checkBlock(statement as hbs.AST.BlockStatement, scope, report);
      return;
    default:
      report(statement, 'partials and decorators are not available');
  }
}

function checkMustache(mustache: hbs.AST.MustacheStatement, scope: Scope, report: Report): void {
  if (!mustache.escaped) report(mustache, 'values are written escaped: use two braces');
  const name = nameOf(mustache.path);
  if (mustache.path.type !== 'PathExpression') report(mustache, 'only values can be written');
  if (mustache.params.length === 0 && !isHelper(name)) {
    const schema = schemaOf(mustache.path, scope, report);
    if (schema && !isScalar(schema)) report(mustache, `${name} is not a single value`);
    return;
  }
  if (name !== 'money' && name !== 'date') report(mustache, `${name} cannot be written`);
  checkCall(mustache, { arity: name === 'money' ? 2 : 1 }, scope, report);
}

function checkBlock(block: hbs.AST.BlockStatement, scope: Scope, report: Report): void {
  const name = nameOf(block.path);
  if (scope.depth >= MAX_DEPTH) {
    report(block, 'blocks are nested too deeply');
    return;
  }
  if (name !== 'if' && name !== 'unless' && name !== 'each') {
    report(block, `there is no block ${name}`);
    return;
  }
  checkCall(block, { arity: 1 }, scope, report);
  const deeper = { ...scope, depth: scope.depth + 1 };
  const inner = name === 'each' ? enterLoop(block, deeper, report) : deeper;
  if (inner) checkProgram(block.program, inner, report);
  checkProgram(block.inverse, deeper, report);
}

function enterLoop(block: hbs.AST.BlockStatement, scope: Scope, report: Report): Scope | undefined {
  const [list] = block.params;
  const schema = list && schemaOf(list, scope, () => undefined);
  const item = schema && itemOf(schema);
  if (!item) {
    report(block, 'is no list to repeat something for');
    return undefined;
  }
  if (scope.schemas.length > MAX_NESTED_LOOPS) {
    report(block, 'loops are nested too deeply');
    return undefined;
  }
  return { ...scope, schemas: [...scope.schemas, item] };
}

type Call = hbs.AST.Node & Pick<hbs.AST.BlockStatement, 'params' | 'hash'>;

function checkCall(call: Call, { arity }: { arity: number }, scope: Scope, report: Report): void {
  if (call.params.length !== arity) report(call, `takes ${arity} values`);
  if (call.hash as hbs.AST.Hash | undefined) report(call, 'takes no named values');
  for (const value of call.params) {
    if (value.type !== 'SubExpression') {
      schemaOf(value, scope, report);
      continue;
    }
    const expression = value as hbs.AST.SubExpression;
    if (nameOf(expression.path) !== 'eq') report(value, 'only eq can be used within another call');
    if (expression.params.some(({ type }) => type === 'SubExpression'))
      report(value, 'eq compares plain values');
    else checkCall(expression, { arity: 2 }, scope, report);
  }
}

/** What a path leads to; undefined for literals, data of a loop, and what is not there, which is reported. */
function schemaOf(node: hbs.AST.Expression, { schemas }: Scope, report: Report): Schema | undefined {
  if (node.type !== 'PathExpression') return undefined;
  const { data, depth, parts, original } = node as hbs.AST.PathExpression;
  if (data) {
    const isKnown = schemas.length > 1 && depth === 0 && parts.length === 1 && LOOP_DATA.has(parts[0] ?? '');
    if (!isKnown) report(node, `there is no ${original} here`);
    return undefined;
  }
  const start = schemas.at(-1 - depth);
  const schema = parts.reduce<Schema | undefined>((at, name) => at && memberOf(at, name), start);
  if (!schema) report(node, `there is no ${original} here`);
  return schema;
}

const nameOf = (path: hbs.AST.PathExpression | hbs.AST.Literal): string =>
  (path as Partial<hbs.AST.PathExpression>).original?.toString() ?? path.type;

const isHelper = (name: string): boolean => (HELPERS as readonly string[]).includes(name);
