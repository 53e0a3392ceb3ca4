/** Holds what an adapter made of a recording against what the witness expects. */
import {
  ANYTHING,
  type Expectation,
  type ExpectedFacts,
  type ObservedFacts,
  type Outcome,
} from './witness/expectation.ts';
import { isRecord } from './witness/json.ts';

/** What differs, in one line; undefined when the outcome is right by any of the expectations. */
export function difference(expected: readonly Expectation[], outcome: Outcome): string | undefined {
  const differences = expected.map((expectation) => differenceFrom(expectation, outcome));
  return differences.includes(undefined) ? undefined : differences[0];
}

function differenceFrom(expected: Expectation, outcome: Outcome): string | undefined {
  if (expected.kind === 'answer') {
    if (outcome.kind === 'error') return `expected an answer, got ${outcome.code}: ${show(outcome.message)}`;
    return differentFacts(expected.facts, outcome.facts);
  }
  const codes = expected.codes.join(' or ');
  if (outcome.kind === 'answer') return `expected an error (${codes}), got an answer: ${show(outcome.facts)}`;
  if (!expected.codes.includes(outcome.code)) return `expected ${codes}, got ${outcome.code}: ${show(outcome.message)}`;
  if (expected.status === undefined || expected.status === outcome.status) return undefined;
  return `expected status ${expected.status}, got ${outcome.status} (${outcome.code})`;
}

function differentFacts(expected: ExpectedFacts, observed: ObservedFacts): string | undefined {
  const different = Object.entries(expected).filter(
    ([name, readings]) => !readings.some((reading) => same(reading, observed[name])),
  );
  if (different.length === 0) return undefined;
  return different
    .map(([name, readings]) => `${name}: expected ${readings.map(show).join(' or ')}, got ${show(observed[name])}`)
    .join('; ');
}

/** Equality by value; undefined fields count as absent, and numbers may differ by rounding in single precision. */
export function same(expected: unknown, observed: unknown): boolean {
  if (expected === ANYTHING || Object.is(expected, observed)) return true;
  if (typeof expected === 'number' && typeof observed === 'number') return nearly(expected, observed);
  if (Array.isArray(expected) && Array.isArray(observed)) {
    return expected.length === observed.length && expected.every((item, index) => same(item, observed[index]));
  }
  if (!isRecord(expected) || !isRecord(observed)) return false;
  const names = new Set([...Object.keys(expected), ...Object.keys(observed)]);
  return [...names].every((name) => same(expected[name], observed[name]));
}

function nearly(expected: number, observed: number): boolean {
  if (Number.isInteger(expected) && Number.isInteger(observed)) return expected === observed;
  return Math.abs(expected - observed) <= 1e-6 * Math.max(1e-3, Math.abs(expected));
}

function show(value: unknown): string {
  const text = JSON.stringify(value, (_, part) => (part === ANYTHING ? '(anything)' : part)) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
