import * as z from 'zod';
import { loadLanguageDetector } from '../metrics/language.ts';
import { mistake } from '../mistake.ts';
import { type CheckFunction, costsAtMost, notRefused, notTruncated, passes, within } from './answer-checks.ts';
import type { Check } from './check.ts';
import { isJson, matchesSchema } from './schema-check.ts';
import { contains, inLanguage, matches, maxWords, notContains } from './text-checks.ts';

const text = z.string().min(1);
const limit = z.number().nonnegative();
const named = { name: text.optional() };
const withCase = { ...named, ignoreCase: z.boolean().optional() };
const withFlags = { ...withCase, multiline: z.boolean().optional(), dotAll: z.boolean().optional() };
const fenced = { ...named, allowFence: z.boolean().optional() };
const part = z.enum(['first-token', 'total']).optional();

// Some libraries' schemas are functions.
const schema = z.custom<object>(
  (value) => (typeof value === 'object' && value !== null) || (typeof value === 'function' && '~standard' in value),
  'needs a schema',
);
const judge = z.custom<CheckFunction>(
  (value) => typeof value === 'function',
  'needs a function, which only a configuration in TypeScript or JavaScript can have',
);

/** How each type is written, and how it becomes a check. */
const specification = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('contains'), value: text, ...withCase })
    .transform(({ value, ...options }) => contains(value, options)),
  z
    .strictObject({ type: z.literal('not-contains'), value: text, ...withCase })
    .transform(({ value, ...options }) => notContains(value, options)),
  z
    .strictObject({ type: z.literal('regex'), value: text, ...withFlags })
    .transform(({ value, ...options }) => matches(value, options)),
  z.strictObject({ type: z.literal('json'), ...fenced }).transform((options) => isJson(options)),
  z
    .strictObject({ type: z.literal('json-schema'), value: schema, ...fenced })
    .transform(({ value, ...options }) => matchesSchema(value, options)),
  z
    .strictObject({ type: z.literal('max-words'), value: z.int().nonnegative(), ...named })
    .transform(({ value, ...options }) => maxWords(value, options)),
  z
    .strictObject({ type: z.literal('language'), value: text, ...named })
    .transform(async ({ value, ...options }) => inLanguage(value, await loadLanguageDetector(), options)),
  z
    .strictObject({ type: z.literal('not-refused'), providerOnly: z.boolean().optional(), ...named })
    .transform((options) => notRefused(options)),
  z.strictObject({ type: z.literal('not-truncated'), ...named }).transform((options) => notTruncated(options)),
  z
    .strictObject({ type: z.literal('latency'), value: limit, part, ...named })
    .transform(({ value, ...options }) => within(value, options)),
  z
    .strictObject({ type: z.literal('cost'), value: limit, ...named })
    .transform(({ value, ...options }) => costsAtMost(value, options)),
  z
    .strictObject({ type: z.literal('function'), name: text, value: judge })
    .transform(({ name, value }) => passes(name, value)),
]);

/**
 * A check as a configuration says it: its `type`, what it is about in `value`, and its options beside it. Latency is in
 * milliseconds, cost in US dollars.
 */
export type CheckSpecification = z.input<typeof specification>;

/**
 * Reads checks out of a configuration.
 *
 * @param value a list of `CheckSpecification`
 * @throws InferenceError `invalid-request` for what is no check; the message names its place in the list, from 0
 */
export async function readChecks(value: unknown): Promise<readonly Check[]> {
  const read = await z.array(specification).safeParseAsync(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'the list' : issue.path.join('.');
  throw mistake(`The checks cannot be used: ${place}: ${issue?.message ?? 'unreadable'}.`);
}
