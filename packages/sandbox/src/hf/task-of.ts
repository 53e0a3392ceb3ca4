import { countMasks } from '../engines/fill-mask.ts';
import { readAudioHeader } from '../media/audio-header.ts';
import { readImageHeader } from '../media/image-size.ts';
import { isObject } from '../schema/json-schema.ts';
import { factsOf, isKnownModel } from './model-facts.ts';

interface Shape {
  readonly fits: (inputs: unknown, parameters: Readonly<Record<string, unknown>>) => boolean;
  /** The tasks whose requests look like this, the likeliest first. */
  readonly tasks: readonly [string, ...string[]];
}

/** What the bodies of requests look like, the first shape that fits. Raw bytes are `inputs` without parameters. */
const shapes: readonly Shape[] = [
  {
    fits: (inputs) => inputs instanceof Uint8Array && readImageHeader(inputs) !== undefined,
    tasks: ['image-classification', 'object-detection', 'image-segmentation', 'image-to-text', 'image-to-image'],
  },
  {
    fits: (inputs) => inputs instanceof Uint8Array && readAudioHeader(inputs) !== undefined,
    tasks: ['automatic-speech-recognition', 'audio-classification'],
  },
  { fits: (inputs) => has(inputs, 'table'), tasks: ['table-question-answering'] },
  { fits: (inputs) => has(inputs, 'query') && has(inputs, 'texts'), tasks: ['text-ranking'] },
  {
    fits: (inputs) => has(inputs, 'image') && has(inputs, 'question'),
    tasks: ['visual-question-answering', 'document-question-answering'],
  },
  { fits: (inputs) => has(inputs, 'image'), tasks: ['zero-shot-image-classification'] },
  {
    fits: (_, parameters) => 'candidate_labels' in parameters,
    tasks: ['zero-shot-classification', 'zero-shot-image-classification'],
  },
  { fits: (inputs) => has(inputs, 'question'), tasks: ['question-answering'] },
  { fits: (inputs) => has(inputs, 'source_sentence'), tasks: ['sentence-similarity'] },
  { fits: (inputs) => typeof inputs === 'string' && countMasks(inputs) > 0, tasks: ['fill-mask'] },
];

/** The task of a request: that of the path, or of the model, or for an unknown model that which the body looks like. */
export function taskOf(model: string, body: unknown, pathTask: string | undefined): string {
  if (pathTask !== undefined) return pathTask;
  const { task } = factsOf(model);
  return isKnownModel(model) ? task : (taskByShape(body, task) ?? task);
}

/** The task that the name of the model tells, where the body could be for that, too. */
function taskByShape(body: unknown, named: string): string | undefined {
  if (!isObject(body)) return undefined;
  const inputs = 'inputs' in body ? body['inputs'] : body;
  const parameters = isObject(body['parameters']) ? body['parameters'] : {};
  const tasks = shapes.find(({ fits }) => fits(inputs, parameters))?.tasks;
  return tasks?.includes(named) === true ? named : tasks?.[0];
}

function has(inputs: unknown, field: string): boolean {
  return isObject(inputs) && field in inputs;
}
