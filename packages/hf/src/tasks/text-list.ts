import { type RequestContext, requireText } from '@x/core/adapter';

/** @throws InferenceError 'invalid-request' unless there is at least one text, and something to read in each. */
export function requireTexts(texts: readonly string[], name: string, context: RequestContext): readonly string[] {
  if (!Array.isArray(texts) || texts.length === 0) {
    throw context.refuse('invalid-request', `${name} is empty. Give at least one text`);
  }
  for (const [place, text] of texts.entries()) requireText(text, `${name}.${place}`, context);
  return texts;
}
