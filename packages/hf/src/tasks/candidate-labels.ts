import { type RequestContext, requireText } from '@x/core/adapter';

/** @throws InferenceError 'invalid-request' unless there are labels to choose from, each with something in it. */
export function requireLabels(labels: readonly string[], context: RequestContext): readonly string[] {
  if (!Array.isArray(labels) || labels.length === 0) {
    throw context.refuse('invalid-request', 'labels is empty. Give the labels to choose from');
  }
  for (const [place, label] of labels.entries()) requireText(label, `labels.${place}`, context);
  return labels;
}
