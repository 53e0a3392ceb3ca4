import * as z from 'zod';
import type { SandboxUse } from './providers.ts';
import { UsageError } from './usage-error.ts';

const largestPort = 65_535;

const wholeNumber = (lowest: number, highest = Number.MAX_SAFE_INTEGER) => {
  const range = highest === Number.MAX_SAFE_INTEGER ? `from ${lowest}` : `from ${lowest} to ${highest}`;
  return z
    .string()
    .refine((given) => /^\d+$/.test(given) && Number(given) >= lowest && Number(given) <= highest, {
      error: ({ input }) => `expects a whole number ${range}, not "${input}"`,
    })
    .transform(Number)
    .optional();
};

const decimalNumber = z
  .string()
  .refine((given) => /^\d+(\.\d+)?$|^\.\d+$/.test(given), {
    error: ({ input }) => `expects a number from 0, such as 0.7, not "${input}"`,
  })
  .transform(Number)
  .optional();

const flag = z.boolean().default(false);

const comparing = {
  target: z.array(z.string()).default([]),
  system: z.string().optional(),
  maxTokens: wholeNumber(1),
  temperature: decimalNumber,
  json: flag,
  sandbox: flag,
  sandboxMissing: flag,
};

/** What `x ask` is given. */
export const askOptions = z.object({
  ...comparing,
  prompt: z.string().refine((given) => given.trim() !== '', 'is empty. Write it in quotes behind "x ask"'),
});

/** What `x compare run` is given. `output` is false for `--no-output`. */
export const compareRunOptions = z.object({
  ...comparing,
  prompts: z.string({ error: 'is missing. Name a file of prompts: -p prompts.jsonl' }).min(1, 'is empty. Name a file'),
  output: z.union([z.string().min(1, 'is empty. Name a file'), z.boolean()]).default(true),
  quiet: flag,
  repeat: wholeNumber(1),
  limit: wholeNumber(1),
});

/** What `x sandbox` is given. */
export const sandboxOptions = z.object({ port: wholeNumber(0, largestPort), json: flag });

/**
 * Checks what was written on the command line.
 *
 * @throws UsageError that names the flag and what it expects
 */
export function readOptions<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(
    issue === undefined ? 'The options cannot be read' : `${flagOf(issue.path[0])} ${issue.message}`,
  );
}

/** Who answers for vendors, by the two flags. */
export function sandboxUseOf({ sandbox, sandboxMissing }: { sandbox: boolean; sandboxMissing: boolean }): SandboxUse {
  if (sandbox) return 'always';
  return sandboxMissing ? 'missing' : 'never';
}

function flagOf(name: PropertyKey | undefined): string {
  if (name === 'prompt') return 'The prompt';
  return `--${String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
