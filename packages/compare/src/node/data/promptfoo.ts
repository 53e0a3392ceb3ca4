import { isPlainObject } from '../../content/plain-object.ts';
import type { Row } from '../../plan/rows.ts';

/** One result of promptfoo: a test's variables, asked by one prompt of one provider. */
export interface TestResult {
  readonly vars: Row;
  /** The test's place; results of one test share it. */
  readonly testIdx?: number | undefined;
}

/** Whether a value is a result as promptfoo writes it: variables beside the prompt's place and the answer. */
export const isTestResult = (value: unknown): value is TestResult & Readonly<Record<string, unknown>> =>
  isPlainObject(value) && isPlainObject(value['vars']) && 'promptIdx' in value && isIndex(value['testIdx']);

const isIndex = (value: unknown): boolean => value === undefined || Number.isSafeInteger(value);

/** The results of promptfoo's JSON file, `{ results: { results: [...] } }`; undefined for any other value. */
export function testResultsOf(value: unknown): readonly TestResult[] | undefined {
  if (!isPlainObject(value) || !isPlainObject(value['results'])) return undefined;
  const results = value['results']['results'];
  return Array.isArray(results) ? results.filter(isTestResult) : undefined;
}

/** Remembers which tests were seen: each comes once for every prompt and provider. */
export class PassedTests {
  readonly #seen = new Set<number | string>();

  /** False for a test that was seen before. */
  add({ testIdx, vars }: TestResult): boolean {
    const name = testIdx ?? JSON.stringify(vars);
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    return true;
  }
}
