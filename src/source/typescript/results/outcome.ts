// Results that are a success or a failure, told from their types alone: tagged unions, Result and Either classes.
import { ts } from 'ts-morph';
import type { OutcomeDelivery } from '../../../model/module.js';
import type { Reading } from '../reading.js';
import { isPrivate } from '../symbols.js';

interface Outcome {
  readonly delivery: OutcomeDelivery;
  /** What is published of each success. */
  readonly types: readonly ts.Type[];
  readonly omit?: ReadonlySet<string>;
}

type Verdict = 'success' | 'failure';

const TAGS = ['ok', 'success', '_tag'];
const WORDS: { readonly [literal: string]: Verdict } = {
  true: 'success',
  '"Ok"': 'success',
  '"Right"': 'success',
  '"Success"': 'success',
  false: 'failure',
  '"Err"': 'failure',
  '"Error"': 'failure',
  '"Failure"': 'failure',
  '"Left"': 'failure',
};
/** What a success calls what it carries; under another name it is published with the name. */
const VALUES = new Set(['value', 'data', 'result', 'right', 'val']);

/** How the outcome is told and unwrapped; undefined for types that do not clearly say so. */
export function outcomeOf({ checker }: Reading, type: ts.Type): Outcome | undefined {
  if (!type.isUnion() || !type.types.every(({ flags }) => flags & ts.TypeFlags.Object)) {
    return undefined;
  }
  const tag = TAGS.find((name) => type.types.every((branch) => literal(checker, branch, name)));
  return tag === undefined ? byMethod(checker, type.types) : byTag(checker, type.types, tag);
}

function byTag(
  checker: ts.TypeChecker,
  branches: readonly ts.Type[],
  tag: string,
): Outcome | undefined {
  const words = branches.map((branch) => literal(checker, branch, tag) ?? '');
  const failing = [...new Set(words.filter((word) => WORDS[word] === 'failure'))];
  const [word] = failing;
  const clear = words.every((each) => Object.hasOwn(WORDS, each));
  if (!clear || word === undefined || failing.length > 1) return undefined;
  const successes = branches.filter((_, index) => words[index] !== word);
  const failures = branches.filter((_, index) => words[index] === word);
  if (successes.length === 0) return undefined;
  const marks = marksOf(checker, branches);
  const error = soleMember(checker, failures, marks);
  const { value, ...rest } = published(checker, successes, marks);
  // Both carry the same: a flag beside a value, not a failure.
  if (value !== undefined && value === error) return undefined;
  return {
    ...rest,
    delivery: {
      kind: 'outcome',
      tag,
      failed: word === 'false' ? false : word.slice(1, -1),
      ...(value === undefined ? {} : { value }),
      ...(error === undefined ? {} : { error }),
    },
  };
}

/** Classes such as neverthrow's Ok and Err: `isErr()` tells the compiler which one it is. */
function byMethod(checker: ts.TypeChecker, branches: readonly ts.Type[]): Outcome | undefined {
  if (!branches.every((branch) => isPredicate(checker, branch, 'isErr'))) return undefined;
  const has = (name: string) => (branch: ts.Type) => checker.getPropertyOfType(branch, name);
  const successes = branches.filter((branch) => has('value')(branch) && !has('error')(branch));
  const failures = branches.filter((branch) => has('error')(branch) && !has('value')(branch));
  const isClear = successes.length > 0 && failures.length > 0;
  if (!isClear || successes.length + failures.length < branches.length) return undefined;
  return {
    types: successes.map((branch) => memberType(checker, branch, 'value')),
    delivery: { kind: 'outcome', value: 'value', error: 'error' },
  };
}

function isPredicate(checker: ts.TypeChecker, type: ts.Type, name: string): boolean {
  const method = checker.getPropertyOfType(type, name);
  const [signature] =
    method === undefined ? [] : checker.getTypeOfSymbol(method).getCallSignatures();
  return signature !== undefined && checker.getTypePredicateOfSignature(signature) !== undefined;
}

type Published = Pick<Outcome, 'types' | 'omit'> & Pick<OutcomeDelivery, 'value'>;

/** The sole member of a success when it is called a value, nothing when there is none, else the rest of it. */
function published(
  checker: ts.TypeChecker,
  successes: readonly ts.Type[],
  marks: ReadonlySet<string>,
): Published {
  const value = soleMember(checker, successes, marks);
  if (value !== undefined && VALUES.has(value)) {
    return { value, types: successes.map((branch) => memberType(checker, branch, value)) };
  }
  const isEmpty = successes.every((branch) => dataMembers(checker, branch, marks).length === 0);
  return isEmpty ? { types: [checker.getVoidType()] } : { types: successes, omit: marks };
}

/** The name of the one data member that each branch has. */
function soleMember(
  checker: ts.TypeChecker,
  branches: readonly ts.Type[],
  marks: ReadonlySet<string>,
): string | undefined {
  const members = branches.map((branch) => dataMembers(checker, branch, marks));
  const [name] = members[0] ?? [];
  return members.every((names) => names.length === 1 && names[0] === name) ? name : undefined;
}

function dataMembers(
  checker: ts.TypeChecker,
  branch: ts.Type,
  marks: ReadonlySet<string>,
): string[] {
  return checker
    .getPropertiesOfType(branch)
    .filter((symbol) => {
      const { name } = symbol;
      if (marks.has(name) || name === 'stack' || name.startsWith('__@') || isPrivate(symbol)) {
        return false;
      }
      const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
      return !(type.flags & NOTHING) && type.getCallSignatures().length === 0;
    })
    .map(({ name }) => name);
}

const NOTHING = ts.TypeFlags.Never | ts.TypeFlags.VoidLike;

/** The members whose literals tell the branches apart. */
function marksOf(checker: ts.TypeChecker, branches: readonly ts.Type[]): ReadonlySet<string> {
  const names = branches.flatMap((branch) =>
    checker.getPropertiesOfType(branch).map(({ name }) => name),
  );
  return new Set(
    names.filter((name) => {
      const literals = branches.map((branch) => literal(checker, branch, name));
      return !literals.includes(undefined) && new Set(literals).size > 1;
    }),
  );
}

/** The text of a member's type when it is one boolean or string literal. */
function literal(checker: ts.TypeChecker, branch: ts.Type, name: string): string | undefined {
  const symbol = checker.getPropertyOfType(branch, name);
  const type = symbol && checker.getTypeOfSymbol(symbol);
  const isLiteral = type && type.flags & (ts.TypeFlags.BooleanLiteral | ts.TypeFlags.StringLiteral);
  return isLiteral ? checker.typeToString(type) : undefined;
}

function memberType(checker: ts.TypeChecker, branch: ts.Type, name: string): ts.Type {
  const symbol = checker.getPropertyOfType(branch, name);
  return symbol === undefined ? checker.getVoidType() : checker.getTypeOfSymbol(symbol);
}
