import canonicalize from 'canonicalize';

/** A JSON value, in a box, so that `null` is told from "no JSON". */
export interface ParsedJson {
  readonly value: unknown;
}

const fence = /^```[^\n`]*\n([\s\S]*?)\n?```$/;

/**
 * The JSON value that a whole answer is; white space around it is allowed, nothing else.
 *
 * @returns undefined where it is none
 */
export function parseJson(text: string): ParsedJson | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The answer without the one Markdown code fence around it; as it is where there is none. */
export function withoutFence(text: string): string {
  const trimmed = text.trim();
  return fence.exec(trimmed)?.[1] ?? trimmed;
}

/** Whether two JSON values are the same, whatever the order of their keys: by their canonical form (RFC 8785). */
export const sameJson = (a: ParsedJson, b: ParsedJson): boolean => canonicalize(a.value) === canonicalize(b.value);
