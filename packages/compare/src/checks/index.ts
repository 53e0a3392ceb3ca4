/** What every answer should satisfy, and how often it does. */
export {
  type CheckFunction,
  costsAtMost,
  type FunctionVerdict,
  type NotRefusedOptions,
  notRefused,
  notTruncated,
  passes,
  type TimedPart,
  within,
} from './answer-checks.ts';
export type { Check, CheckResult, Named, Verdict } from './check.ts';
export { type CheckSpecification, readChecks } from './read-checks.ts';
export { type CheckedCell, checkValues, type PassRate, passRates, runChecks } from './run-checks.ts';
export {
  isJson,
  jsonSchemaValidator,
  type MatchesSchemaOptions,
  matchesSchema,
  type ValueValidator,
} from './schema-check.ts';
export {
  type ContainsOptions,
  contains,
  inLanguage,
  type MatchesOptions,
  matches,
  maxWords,
  notContains,
} from './text-checks.ts';
