import { deepStrictEqual } from 'node:assert/strict';
import { describeProvider, type Expect, type ProviderSubject } from '../../src/index.ts';

/** Node's own assertion in the place of a runner's: stricter than most, members that are undefined count. */
export const strictExpect: Expect = (actual) => ({ toEqual: (expected) => deepStrictEqual(actual, expected) });

/** A test of the suite, registered with nobody. */
export interface CollectedTest {
  readonly name: string;
  readonly work: () => Promise<void>;
}

/** The suite's tests for a subject, in order. */
export function collectedTests(subject: ProviderSubject): readonly CollectedTest[] {
  const tests: CollectedTest[] = [];
  describeProvider({ test: (name, work) => tests.push({ name, work }), expect: strictExpect }, subject);
  return tests;
}

/** Runs those of a subject's tests whose names match, and gives the names of those that fail, without the subject's. */
export async function failuresOf(subject: ProviderSubject, among: RegExp): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { name, work } of collectedTests(subject)) {
    if (!among.test(name)) continue;
    const failed = await work().then(
      () => false,
      () => true,
    );
    if (failed) failures.push(name.replace(`${subject.name}: `, ''));
  }
  return failures;
}
