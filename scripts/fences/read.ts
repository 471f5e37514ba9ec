import type { Argument, Expression, MemberExpression, ObjectPattern } from 'oxc-parser';
import { parseSync, Visitor } from 'oxc-parser';

export type Import = {
  /** Undefined when it is computed, so that nobody can say what it imports. */
  readonly specifier: string | undefined;
  /** Erased before the program runs, so it cannot close a cycle. */
  readonly typeOnly: boolean;
  readonly line: number;
};

export type Reading = {
  readonly imports: readonly Import[];
  /** Lines that read the environment. */
  readonly env: readonly number[];
  readonly errors: readonly string[];
};

/** Reads what a TypeScript file imports, and where it reads the environment. */
export function read(path: string, text: string): Reading {
  const imports: Import[] = [];
  const env: number[] = [];
  const { program, errors } = parseSync(path, text, { lang: 'ts' });
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const add = (specifier: string | undefined, typeOnly: boolean, at: number) =>
    imports.push({ specifier, typeOnly, line: lineOf(at) });

  new Visitor({
    // `import { type A }` is kept as `import {}` at run time: only the whole statement's kind counts.
    ImportDeclaration(node) {
      add(node.source.value, node.importKind === 'type', node.start);
      if (bare(node.source.value) === 'process' && node.specifiers.some(namesEnv))
        env.push(lineOf(node.start));
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type', node.start);
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === 'type', node.start);
    },
    TSImportType(node) {
      add(node.source.value, true, node.start);
    },
    ImportExpression(node) {
      add(literal(node.source), false, node.start);
    },
    CallExpression(node) {
      const [first] = node.arguments;
      if (isRequire(node.callee)) add(first && literal(first), false, node.start);
    },
    MemberExpression(node) {
      if (memberName(node) === 'env' && isProcess(node.object)) env.push(lineOf(node.start));
    },
    VariableDeclarator(node) {
      if (node.init && node.id.type === 'ObjectPattern' && picksEnv(node.id) && isProcess(node.init))
        env.push(lineOf(node.start));
    },
  }).visit(program);

  return { imports, env, errors: errors.map((error) => error.message) };
}

const bare = (specifier: string) => specifier.replace(/^node:/, '');

function literal(node: Argument): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** `require`, however it was made, and the builtin door that needs no import. */
function isRequire(callee: Expression): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  return callee.type === 'MemberExpression' && memberName(callee) === 'getBuiltinModule';
}

function memberName(node: MemberExpression): string | undefined {
  if (node.property.type === 'PrivateIdentifier') return undefined;
  if (node.computed) return literal(node.property);
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

function isProcess(node: Expression): boolean {
  if (node.type === 'Identifier') return node.name === 'process';
  return node.type === 'MemberExpression' && memberName(node) === 'process';
}

const picksEnv = (pattern: ObjectPattern) =>
  pattern.properties.some(
    (property) =>
      property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'env',
  );

const namesEnv = (specifier: { type: string; imported?: { name?: string; value?: string } }) =>
  specifier.type === 'ImportSpecifier' && (specifier.imported?.name ?? specifier.imported?.value) === 'env';
