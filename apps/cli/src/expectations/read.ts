import { readFileSync } from 'node:fs';
import type { Deviation, Location, SuiteError } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Expectation } from '@rectify/record';
import { expectationsSchema, judgedClauses } from '@rectify/record';
import { clauses } from '@rectify/spec';
import type { JSONPath, Node, ParseError } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import { nearest, unknownName } from '../nearest.ts';
import { builtIns } from '../refs/built-in.ts';
import { pairsOf } from './pairs.ts';
import { tooDeep } from './nesting.ts';

/** A deviation of the caller's own, and the backend that it is about. */
export interface Expected {
  readonly backend: string;
  readonly deviation: Deviation & { readonly location: Location };
}

/** The text of an expectations file as a tree with positions. */
export interface ExpectationsFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
}

const form = '{ "expectations": [{ "backend", "clause", "versions", "reason", … }] }';

function invalid(place: string, what: string, hint: string, cause?: unknown): Error {
  return suiteError('EXPECTATIONS_INVALID', `${place}: ${what}`, { hint, cause });
}

/** @throws SuiteError EXPECTATIONS_INVALID when there is no such file or it is no JSON with comments */
export function openExpectations(path: string): ExpectationsFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw invalid(path, why, '--write-expectations makes one of what fails', cause);
  }
  const deep = tooDeep(text);
  if (deep !== undefined)
    throw invalid(
      `${path}:${lineOf(text, deep)}`,
      'it is nested without end',
      `the form is ${form}`,
    );
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (root === undefined || error !== undefined) {
    const what = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
    throw invalid(
      `${path}:${lineOf(text, error?.offset ?? 0)}`,
      what.replaceAll(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      `write JSON, with comments and trailing commas if you like: ${form}`,
    );
  }
  return { path, text, root };
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function locate({ path, text, root }: ExpectationsFile, at: JSONPath): Location {
  for (let depth = at.length; depth > 0; depth--) {
    const node = findNodeAtLocation(root, at.slice(0, depth));
    if (node !== undefined) return { file: path, line: lineOf(text, node.offset) };
  }
  return { file: path, line: lineOf(text, root.offset) };
}

/** What is wrong with the text that stands for a clause. */
function clauseFault(text: string): SuiteError {
  return clauses.some(({ id }) => id === text)
    ? suiteError('CLAUSE_UNKNOWN', `${text} is a may, which never fails`, { hint: 'delete it' })
    : unknownName(text, {
        kind: 'clause',
        names: judgedClauses,
        list: 'rectify list clauses',
      });
}

/** The clause that is none at this place, or in the list there. */
function clauseSlip({ root }: ExpectationsFile, at: JSONPath): ExpectationsFault | undefined {
  const node = findNodeAtLocation(root, at);
  const isSlip = ({ type, value }: Node): boolean =>
    type === 'string' && !judgedClauses.includes(String(value));
  const place = node?.children?.findIndex(isSlip) ?? -1;
  const found = node?.children?.[place] ?? node;
  if (found === undefined || !isSlip(found)) return undefined;
  const { message, hint } = clauseFault(String(found.value));
  return { at: place < 0 ? at : [...at, place], message, hint };
}

/** What is wrong with the text that stands for a backend: a slip. A harness is called what it says itself. */
function backendFault(text: string): SuiteError | undefined {
  const names = builtIns.map(({ id }) => id);
  return names.includes(text) || nearest(text, names) === undefined
    ? undefined
    : unknownName(text, { kind: 'backend', names });
}

interface ExpectationsFault {
  readonly at: JSONPath;
  readonly message: string;
  readonly hint: string;
}

/** The first thing that is wrong with what a file holds. */
function faultOf(value: unknown, file: ExpectationsFile): ExpectationsFault | undefined {
  const { error, data } = expectationsSchema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) {
    const faults = (data?.expectations ?? []).map(({ backend }) => backendFault(backend));
    const index = faults.findIndex((one) => one !== undefined);
    const fault = faults[index];
    return (
      fault && {
        at: ['expectations', index, 'backend'],
        message: fault.message,
        hint: fault.hint,
      }
    );
  }
  const at = issue.path.filter((one) => typeof one !== 'symbol');
  const slip = at.at(-1) === 'clause' ? clauseSlip(file, at) : undefined;
  if (slip !== undefined) return slip;
  const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const where = at.length === 0 ? '' : ` (${at.join('.')})`;
  return { at: [...at, ...key], message: `${issue.message}${where}`, hint: `the form is ${form}` };
}

/**
 * The expectations of a file, in their order.
 * @throws SuiteError EXPECTATIONS_INVALID, which names file and line
 */
export function entriesOf(file: ExpectationsFile): readonly Expectation[] {
  const value: unknown = getNodeValue(file.root);
  const fault = faultOf(value, file);
  if (fault === undefined) return expectationsSchema.parse(value).expectations;
  const { file: path, line } = locate(file, fault.at);
  throw invalid(`${path}:${line}`, fault.message, fault.hint);
}

/**
 * What a file says as deviations, each with its place: one for every clause and dtype of an expectation.
 * @throws SuiteError as `entriesOf`
 */
export function expectedOf(file: ExpectationsFile): readonly Expected[] {
  return entriesOf(file).flatMap((one, entry) => {
    const { backend, bound, clause, dtype: _, ...rest } = one;
    return pairsOf(one).map((pair) => {
      const place = typeof clause === 'string' ? [] : ['clause', clause.indexOf(pair.clause)];
      const location = { ...locate(file, ['expectations', entry, ...place]), entry };
      return { backend, deviation: { ...rest, ...bound, ...pair, location } };
    });
  });
}
