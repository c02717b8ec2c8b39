import { parseSync, visitorKeys } from 'oxc-parser';
import type { Node } from 'oxc-parser';
import type { SourceFile } from './sources.ts';

/** Ids of one axis that a source lists. */
export interface IdList {
  /** `<file>:<line>` */
  readonly at: string;
  readonly axis: string;
  readonly ids: readonly string[];
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function partsOf(node: Node, keys: readonly string[] = visitorKeys[node.type] ?? []): Node[] {
  const parts = node as unknown as Readonly<Record<string, unknown>>;
  return keys.flatMap((key) => [parts[key]].flat().filter(isNode));
}

/** Runs code of its own; a module does too. */
const isBody = ({ type }: Node) => type === 'Program' || /^(?:Arrow)?Function/.test(type);

const stringOf = (node: Node | null): string[] =>
  node?.type === 'Literal' && typeof node.value === 'string' ? [node.value] : [];

/** Keys are told from values: an object may well have one word as a key and another as a value. */
const keyOf = (key: Node): string[] =>
  (key.type === 'Identifier' ? [key.name] : stringOf(key)).map((name) => `${name}:`);

/** What can be a list, and where its elements are. */
const elementsIn: Readonly<Record<string, string>> = {
  ArrayExpression: 'elements',
  ObjectExpression: 'properties',
  CallExpression: 'arguments',
  TSUnionType: 'types',
  TSTupleType: 'elementTypes',
  TSTypeLiteral: 'members',
  TSInterfaceBody: 'body',
};

/** The strings in a list and in lists within it. */
const listed = (node: Node): string[] =>
  partsOf(node, [elementsIn[node.type] ?? '']).flatMap((element) =>
    element.type === 'Identifier' && node.type === 'ArrayExpression'
      ? [element.name]
      : held(element),
  );

function held(node: Node): string[] {
  if (node.type === 'TSLiteralType') return stringOf(node.literal);
  if (node.type === 'SpreadElement') return held(node.argument);
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return held(node.expression);
  if (node.type === 'TSPropertySignature') return keyOf(node.key);
  if (node.type === 'Property')
    return [...keyOf(node.key), ...(node.shorthand ? [] : held(node.value))];
  // The members of a union are told apart by their own words.
  if (node.type === 'TSTypeLiteral') return [];
  return [...stringOf(node), ...listed(node)];
}

/** The strings that a body compares with, by `===`, `!==` or `case`; the bodies within it aside. */
function compared(node: Node): string[] {
  return partsOf(node)
    .filter((child) => !isBody(child))
    .flatMap((child) => {
      if (child.type === 'SwitchCase') return [...stringOf(child.test), ...compared(child)];
      if (child.type !== 'BinaryExpression' || !/^[!=]==$/.test(child.operator))
        return compared(child);
      return [...stringOf(child.left), ...stringOf(child.right)];
    });
}

/**
 * Every list of two or more ids of one axis: a literal, a union, a type, arguments, or what one body compares with. Of lists within
 * lists it is the outermost.
 */
export function idLists(
  { path, text }: SourceFile,
  axes: Readonly<Record<string, readonly string[]>>,
): IdList[] {
  const lineOf = ({ start }: Node) => text.slice(0, start).split('\n').length;
  const visit = (node: Node, open: readonly string[]): IdList[] => {
    const strings = new Set(isBody(node) ? compared(node) : listed(node));
    const found = open.flatMap((axis) =>
      ['', ':'].flatMap((mark) => {
        const ids = (axes[axis] ?? []).filter((id) => strings.has(`${id}${mark}`));
        return ids.length > 1 ? [{ at: `${path}:${lineOf(node)}`, axis, ids }] : [];
      }),
    );
    const rest = isBody(node)
      ? open
      : open.filter((axis) => found.every((list) => list.axis !== axis));
    return [...found, ...partsOf(node).flatMap((child) => visit(child, rest))];
  };
  return visit(parseSync(path, text).program, Object.keys(axes));
}
