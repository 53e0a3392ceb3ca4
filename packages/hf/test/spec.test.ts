import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskInput } from '@x/core';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type HfTask, hf } from '../src/index.ts';
import { audio, image } from './media.ts';

const { X_RECORDINGS } = process.env;
const specs = X_RECORDINGS ? join(X_RECORDINGS, '../specs') : join(import.meta.dirname, '../../../../shared/specs');
const found = existsSync(specs);

const model = 'org/model';
const text = 'I live in [MASK]';
const question = 'Where?';

type Specified = Exclude<HfTask, 'chat' | 'text-ranking'>;
type Inputs = { readonly [K in Specified]: readonly TaskInput<K>[] };

/** Each task as plain as can be and with all that it takes. */
const inputs: Inputs = {
  'text-generation': [
    { model, prompt: 'Once' },
    {
      model,
      prompt: 'Once',
      maxTokens: 9,
      temperature: 0.5,
      topP: 0.9,
      topK: 3,
      stop: '.',
      seed: 1,
      frequencyPenalty: 1,
    },
  ],
  summarization: [{ model, text }],
  translation: [
    { model, text },
    { model, text, from: 'en', to: 'fr' },
  ],
  'text-classification': [
    { model, text },
    { model, text, parameters: { top_k: 2 } },
  ],
  'zero-shot-classification': [{ model, text, labels: ['a', 'b'], multiLabel: true }],
  'token-classification': [{ model, text }],
  'question-answering': [{ model, question, context: text }],
  'table-question-answering': [{ model, question, table: { Name: ['Ada'], Born: ['1815'] } }],
  'fill-mask': [
    { model, text },
    { model, text, parameters: { mask_token: '[MASK]', top_k: 2 } },
  ],
  'sentence-similarity': [{ model, source: 'a', sentences: ['b', 'c'] }],
  embedding: [{ model, texts: ['a', 'b'] }],
  'text-to-image': [
    { model, prompt: 'a cat' },
    { model, prompt: 'a cat', size: '512x256', seed: 7 },
  ],
  'image-to-image': [{ model, image, prompt: 'a tiger', size: '512x256' }],
  'image-to-text': [{ model, image, parameters: { max_new_tokens: 9 } }],
  'image-classification': [{ model, image, parameters: { top_k: 2 } }],
  'zero-shot-image-classification': [{ model, image, labels: ['a', 'b'] }],
  'object-detection': [{ model, image, parameters: { threshold: 0.5 } }],
  'image-segmentation': [{ model, image, parameters: { subtask: 'semantic' } }],
  'visual-question-answering': [{ model, image, question }],
  'document-question-answering': [{ model, image, question, parameters: { top_k: 2 } }],
  'automatic-speech-recognition': [{ model, audio, timestamps: true }],
  'audio-classification': [{ model, audio, parameters: { top_k: 2 } }],
  'text-to-speech': [{ model, text }],
};

const schemaNames: Readonly<Partial<Record<Specified, string>>> = { embedding: 'feature-extraction' };

/** A schema closed against members that it does not name, without what the validator does not know. */
const readSchema = (file: string): object =>
  JSON.parse(readFileSync(join(specs, file), 'utf8'), (key, value: unknown) => {
    // The draft is older than the validator's; `nullable` stands where no type does, and no null is ever sent.
    if (key === '$schema' || key === 'nullable') return undefined;
    const isOpen = typeof value === 'object' && value !== null && 'properties' in value;
    return isOpen && key !== 'properties' ? { additionalProperties: false, ...value } : value;
  });

function validatorOf(task: Specified): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(readSchema('hf-tasks/common-definitions.json'));
  return ajv.compile(readSchema(`hf-tasks/${schemaNames[task] ?? task}.input.json`));
}

/** The one place where the schema and the service differ: every recorded call that was answered says `query`. */
function asSpecified(body: unknown): unknown {
  const { inputs: given, ...rest } = body as { inputs: unknown };
  if (typeof given !== 'object' || given === null || !('query' in given)) return body;
  const { query, ...others } = given;
  return { ...rest, inputs: { ...others, question: query } };
}

async function expectValid<K extends Specified>(task: K, asked: readonly TaskInput<K>[]): Promise<void> {
  const validate = validatorOf(task);
  for (const input of asked) {
    const { body } = await hf().prepare(task, input);
    expect(body).not.toBeInstanceOf(Blob);
    validate(asSpecified(JSON.parse(JSON.stringify(body))));
    expect(validate.errors, JSON.stringify(body)).toBeNull();
  }
}

const missing = found ? '' : ' (skipped: the published schemas are not beside the repository)';

describe.skipIf(!found)(`what is sent fits the published schemas${missing}`, () => {
  test.each(Object.keys(inputs) as Specified[])('%s', async (task) => {
    await expectValid(task, inputs[task]);
  });

  const ranked = { model, query: 'a', documents: ['b', 'c'], parameters: { raw_scores: true } };
  const compared = { model, source: 'a', sentences: ['b', 'c'], parameters: { truncate: true } };
  const own = hf({ baseUrl: 'http://localhost:8080' });
  test.each([
    ['RerankRequest', () => own.prepare('text-ranking', ranked)],
    ['SimilarityRequest', () => own.prepare('sentence-similarity', compared)],
  ])('%s of Text Embeddings Inference', async (name, prepare) => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const specification = readSchema('tei.openapi.json');
    const validate = ajv.compile({ ...specification, $ref: `#/components/schemas/${name}` });
    validate((await prepare()).body);
    expect(validate.errors).toBeNull();
  });
});
