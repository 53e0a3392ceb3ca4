import { countMasks } from '../engines/fill-mask.ts';
import { isObject } from '../schema/json-schema.ts';
import { factsOf, isKnownModel } from './model-facts.ts';

/** The task of a request: that of the path, or of the model, or for an unknown model that which the body looks like. */
export function taskOf(model: string, body: unknown, pathTask: string | undefined): string {
  if (pathTask !== undefined) return pathTask;
  const { task } = factsOf(model);
  return isKnownModel(model) ? task : (taskByShape(body) ?? task);
}

function taskByShape(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { inputs, parameters } = body;
  if (isObject(parameters) && 'candidate_labels' in parameters) return 'zero-shot-classification';
  if (isObject(inputs) && 'question' in inputs) return 'question-answering';
  if (isObject(inputs) && 'source_sentence' in inputs) return 'sentence-similarity';
  return typeof inputs === 'string' && countMasks(inputs) > 0 ? 'fill-mask' : undefined;
}
