import type { FinishReason } from '@x/core';
import { own } from '@x/core/adapter';

/**
 * Why Gemini stopped. Whatever is not listed, now or later, is 'other': OTHER, IMAGE_OTHER, NO_IMAGE,
 * MALFORMED_FUNCTION_CALL, UNEXPECTED_TOOL_CALL, TOO_MANY_TOOL_CALLS, MISSING_THOUGHT_SIGNATURE.
 *
 * The numbers are what a host that prints enums as numbers writes for the first of them; later ones differ between the
 * Developer API and Vertex AI.
 */
const finishReasons: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  LANGUAGE: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  IMAGE_SAFETY: 'content-filter',
  IMAGE_PROHIBITED_CONTENT: 'content-filter',
  IMAGE_RECITATION: 'content-filter',
  MODEL_ARMOR: 'content-filter',
  JAILBREAK: 'content-filter',
  1: 'stop',
  2: 'length',
  3: 'content-filter',
  4: 'content-filter',
};

/** What a reason means. */
export const meaningOf = (reason: string): FinishReason => own(finishReasons, reason) ?? 'other';

/** A value of an enum, which some hosts print as a number; '' for none. */
export function enumWord(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && value > 0 ? String(value) : '';
}
