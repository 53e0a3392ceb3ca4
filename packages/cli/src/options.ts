import * as z from 'zod';
import type { SandboxUse } from './providers.ts';
import { UsageError } from './usage-error.ts';

/** A whole number as it stands on a command line. */
export const wholeNumber = (lowest: number, highest = Number.MAX_SAFE_INTEGER) => {
  const range = highest === Number.MAX_SAFE_INTEGER ? `from ${lowest}` : `from ${lowest} to ${highest}`;
  return z
    .string()
    .refine((given) => /^\d+$/.test(given) && Number(given) >= lowest && Number(given) <= highest, {
      error: ({ input }) => `expects a whole number ${range}, not "${input}"`,
    })
    .transform(Number)
    .optional();
};

/** A number from 0 as it stands on a command line. */
const decimalNumber = z
  .string()
  .refine((given) => /^\d+(\.\d+)?$|^\.\d+$/.test(given), {
    error: ({ input }) => `expects a number from 0, such as 0.7, not "${input}"`,
  })
  .transform(Number)
  .optional();

/** An option without a value; false where it is not given. */
export const flag = z.boolean().default(false);

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: ({ input }) => `expects ${words.join(', ')}, not "${String(input)}"` });

/** What every command is given. */
export const reporting = { json: flag, quiet: flag };

/** Who answers in place of the vendors. */
export const standingIn = { sandbox: flag, sandboxMissing: flag };

/** What every command is given that sends prompts to targets. */
export const prompting = {
  ...reporting,
  ...standingIn,
  target: z.array(z.string()).default([]),
  system: z.string().optional(),
  maxTokens: wholeNumber(1),
  temperature: decimalNumber,
};

/**
 * Checks what was written on the command line.
 *
 * @param names what to call members that are no flags
 * @throws UsageError that names the flag and what it expects
 */
export function readOptions<T>(schema: z.ZodType<T>, given: unknown, names: Readonly<Record<string, string>> = {}): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue === undefined) throw new UsageError('The options cannot be read');
  const member = String(issue.path[0]);
  throw new UsageError(`${names[member] ?? flagOf(member)} ${issue.message}`);
}

/** Who answers for vendors, by the two flags. */
export function sandboxUseOf({ sandbox, sandboxMissing }: { sandbox: boolean; sandboxMissing: boolean }): SandboxUse {
  if (sandbox) return 'always';
  return sandboxMissing ? 'missing' : 'never';
}

const flagOf = (member: string): string => `--${member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
