/**
 * What a witness expects of an adapter, in words that no adapter shares: facts by name, each with the readings that are
 * right for it. Most facts have one right reading; where the contract leaves two open, both are listed.
 */

/** Stands for any value inside an expected reading, for what the bytes do not say. */
export const ANYTHING: unique symbol = Symbol('anything');

/** Facts of an answer, by name. A fact that is not named is not compared. `undefined` is a reading: the fact is absent. */
export type ExpectedFacts = Readonly<Record<string, readonly unknown[]>>;
/** The facts of the answer that came. */
export type ObservedFacts = Readonly<Record<string, unknown>>;

export type Expectation =
  | { readonly kind: 'answer'; readonly facts: ExpectedFacts }
  /** `status`, when the error came as an HTTP status. */
  | { readonly kind: 'error'; readonly codes: readonly string[]; readonly status?: number | undefined };

export type Outcome =
  | { readonly kind: 'answer'; readonly facts: ObservedFacts }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly status?: number | undefined;
      readonly message: string;
    };

/** A call of a tool as a witness reads it. */
export interface ToolCallReading {
  readonly id: string | undefined;
  readonly name: string;
  /** The JSON text of the arguments, or the arguments themselves where the wire has them as JSON. */
  readonly arguments: unknown;
}

export interface TokenCounts {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly totalTokens: number | undefined;
  readonly reasoningTokens: number | undefined;
  readonly cachedInputTokens: number | undefined;
}

/** The calls as an adapter must give them: parsed arguments, and the id where the wire has one. */
export function expectToolCalls(calls: readonly ToolCallReading[]): readonly unknown[] {
  return calls.map((call) => ({ id: call.id ?? ANYTHING, name: call.name, ...expectArguments(call.arguments) }));
}

function expectArguments(value: unknown): { readonly input: unknown; readonly invalid: boolean } {
  if (typeof value !== 'string') return { input: value ?? {}, invalid: false };
  if (value.trim() === '') return { input: {}, invalid: false };
  try {
    return { input: JSON.parse(value), invalid: false };
  } catch {
    // Malformed arguments are data in the contract: flagged, and of no agreed shape.
    return { input: ANYTHING, invalid: true };
  }
}

/**
 * Token counts under the contract's rule that input + output = total. A total that covers nothing but the input may be
 * told as an output of zero or as no output at all.
 */
export function expectCounts(counts: TokenCounts): ExpectedFacts {
  const { inputTokens, outputTokens, totalTokens } = counts;
  const rest = inputTokens !== undefined && totalTokens !== undefined ? totalTokens - inputTokens : undefined;
  const output = outputTokens === undefined ? [undefined, rest] : [rest ?? outputTokens];
  return {
    inputTokens: [inputTokens],
    outputTokens: output,
    totalTokens: [totalTokens],
    reasoningTokens: [counts.reasoningTokens],
    cachedInputTokens: [counts.cachedInputTokens],
  };
}
