import type { Prompt } from '@x/compare';
import { parseTask, taskNames } from '@x/core';
import * as z from 'zod';
import { messagesSchema } from '../tasks/messages.ts';
import { providerNames } from '../vendors.ts';

const name = z.string({ error: 'expects a text' }).min(1, 'is empty');
const whole = z.int({ error: 'expects a whole number' }).min(1, 'expects a whole number from 1');
const price = z.number({ error: 'expects US dollars for a million tokens' }).nonnegative();
const milliseconds = z.number({ error: 'expects milliseconds' }).nonnegative();
const settings = z.record(z.string(), z.unknown(), { error: 'expects an object' });

const address = z.url({ protocol: /^https?$/, error: 'expects an address, such as http://127.0.0.1:8000/v1' });

const target = z.strictObject({
  id: name,
  provider: z.enum(providerNames, { error: () => `expects one of ${providerNames.join(', ')}` }),
  model: name,
  /** In place of the vendor's own address; without an `apiKey` beside it no key is sent. */
  baseUrl: address.optional(),
  /** A key, or `$NAME` for the environment variable that holds it. Default: the vendor's own variable. */
  apiKey: name.optional(),
  concurrency: whole.optional(),
  requestsPerMinute: z.number({ error: 'expects a number' }).positive('expects a number above 0').optional(),
  parameters: settings.optional(),
  prices: z
    .strictObject({
      input: price,
      output: price,
      cachedInput: price.optional(),
      cacheWriteInput: price.optional(),
      asOf: z.string().optional(),
    })
    .optional(),
});

const prompt = z.union(
  [
    name,
    z.strictObject({ id: name.optional(), messages: messagesSchema }),
    z.strictObject({ id: name.optional(), input: settings }),
  ],
  {
    error:
      'expects a text, {"messages": [{"role": …, "content": …}]} or {"input": {…}}, the latter with or without "id"',
  },
);

const row = z.record(z.string(), z.unknown(), { error: 'expects an object of values' });

const number = z.number({ error: 'expects a number' }).optional();

const gate = z.strictObject({
  check: name.optional(),
  metric: name.optional(),
  target: name.optional(),
  baseline: name.optional(),
  atLeast: number,
  atMost: number,
});

/** What answers are held against: what a check is, `readChecks` says, so here it is any object. */
const checking = {
  checks: z
    .array(
      z.record(z.string(), z.unknown(), { error: 'expects a check, such as {"type": "contains", "value": "Paris"}' }),
      {
        error: 'expects a list of checks',
      },
    )
    .optional(),
  gates: z.array(gate, { error: 'expects a list of gates' }).optional(),
};

/** A file of checks: a list of them, or an object with `checks` and `gates`, such as a configuration. */
export const checkingSchema = z.preprocess(
  (value) => (Array.isArray(value) ? { checks: value } : value),
  z.looseObject(checking),
);

/** Checks and gates as they were written. */
export type WrittenChecks = z.infer<typeof checkingSchema>;

/** What a comparison's configuration holds. Every member but `targets` and `prompts` may be left out. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  targets: z.array(target, { error: 'expects a list of targets' }).min(1, 'expects at least one target'),
  prompts: z.array(prompt, { error: 'expects a list of prompts' }).min(1, 'expects at least one prompt'),
  data: z.union([name, z.array(row)], { error: 'expects a list of rows, or the path of a file' }).optional(),
  task: z
    .string()
    .transform((given) => parseTask(given) ?? given)
    .pipe(z.enum(taskNames, { error: () => `expects a task: ${taskNames.join(', ')}` }))
    .optional(),
  axes: z.record(z.string(), z.array(z.unknown()).min(1, 'expects at least one value')).optional(),
  repeat: whole.optional(),
  system: z.string().optional(),
  maxTokens: whole.optional(),
  temperature: z.number({ error: 'expects a number' }).optional(),
  seed: z.int({ error: 'expects a whole number' }).optional(),
  order: z.enum(['shuffled', 'as-given'], { error: 'expects shuffled or as-given' }).optional(),
  limits: z
    .strictObject({
      retries: z.int({ error: 'expects a whole number' }).nonnegative().optional(),
      maxRetryWaitMs: milliseconds.optional(),
      failuresInARow: whole.optional(),
      timeout: z
        .strictObject({
          firstByte: milliseconds.optional(),
          idle: milliseconds.optional(),
          total: milliseconds.optional(),
        })
        .optional(),
    })
    .optional(),
  budget: z.strictObject({ usd: z.number().positive().optional(), tokens: whole.optional() }).optional(),
  ...checking,
});

/** One target of a configuration. */
export type ConfiguredTarget = z.infer<typeof target>;
/** A configuration that has been checked. */
export type CompareConfig = Omit<z.infer<typeof configSchema>, 'targets' | 'prompts'> & {
  readonly targets: readonly ConfiguredTarget[];
  readonly prompts: readonly Prompt[];
};
