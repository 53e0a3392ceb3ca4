/** One call of the Hugging Face adapter for each task, with what was asked rebuilt from the recording. */
import { type InferenceProvider, runMany, supports, type TaskName } from '@x/core';
import { modelAsked, parametersAsked, tableAsked, textsAsked } from './asked.ts';
import type { Calls } from './hf-call.ts';
import { MEDIA_CALLS } from './hf-media-calls.ts';
import { generationFacts } from './observe.ts';
import type { Recorded } from './recordings.ts';
import type { ObservedFacts } from './witness/expectation.ts';
import { at, listAt, parseJson, stringAt } from './witness/json.ts';

const TEXT_CALLS = {
  'text-generation': async (hf, recorded) =>
    generationFacts(await hf.run('text-generation', generationInput(recorded))),
  summarization: async (hf, recorded) => ({ text: (await hf.run('summarization', textInput(recorded))).text }),
  translation: translate,
  'text-classification': async (hf, recorded) => ({
    labels: (await hf.run('text-classification', textInput(recorded))).labels,
  }),
  'zero-shot-classification': classifyZeroShot,
  'token-classification': recogniseEntities,
  'question-answering': answerQuestion,
  'table-question-answering': answerFromTable,
  'fill-mask': async (hf, recorded) => ({ fills: (await hf.run('fill-mask', textInput(recorded))).fills }),
  'sentence-similarity': compareSentences,
  embedding: embed,
} satisfies Partial<Calls<TaskName>>;

const HF_CALLS = { ...TEXT_CALLS, ...MEDIA_CALLS };
type ReplayedTask = keyof typeof HF_CALLS;

export function isHfTask(task: string): task is ReplayedTask {
  return Object.hasOwn(HF_CALLS, task);
}

/** @throws Error when the adapter does not serve the task. */
export function callTask<K extends ReplayedTask>(
  hf: InferenceProvider,
  task: K,
  recorded: Recorded,
): Promise<ObservedFacts> {
  if (!supports(hf, task)) throw new Error('the adapter has no such task');
  const calls: Calls<ReplayedTask> = HF_CALLS;
  return calls[task](hf, recorded);
}

/**
 * Servers repeat the prompt unless they are told not to, and the recorded ones were often not told; an adapter of its
 * own accord may tell them, and then has no reason to expect the prompt in the answer. So what was asked is said.
 */
export function generationInput(recorded: Recorded) {
  const parameters = { return_full_text: true, ...parametersAsked(recorded) };
  return { model: modelAsked(recorded, 'gpt2'), prompt: textsAsked(recorded)[0] ?? 'Hello', parameters };
}

function textInput(recorded: Recorded) {
  return { model: modelAsked(recorded, 'any/model'), text: textsAsked(recorded)[0] ?? 'Hello' };
}

async function translate(hf: InferenceProvider<'translation'>, recorded: Recorded): Promise<ObservedFacts> {
  const { model } = textInput(recorded);
  const texts = textsAsked(recorded);
  if (texts.length === 1) return { text: (await hf.run('translation', textInput(recorded))).text };
  const { results } = await runMany(
    hf,
    'translation',
    texts.map((text) => ({ model, text })),
  );
  return { texts: results.map((result) => result.text) };
}

async function classifyZeroShot(
  hf: InferenceProvider<'zero-shot-classification'>,
  recorded: Recorded,
): Promise<ObservedFacts> {
  const answer = typeof recorded.body === 'string' ? parseJson(recorded.body) : undefined;
  const asked = listAt(recorded.sent, 'parameters', 'candidate_labels');
  const answered = listAt(Array.isArray(answer) ? answer[0] : answer, 'labels');
  const stated = asked.length > 0 ? asked : answered;
  const labels = (stated.length > 0 ? stated : ['one', 'another']).map(String);
  const multiLabel = at(recorded.sent, 'parameters', 'multi_label') === true;
  const output = await hf.run('zero-shot-classification', { ...textInput(recorded), labels, multiLabel });
  return { labels: output.labels };
}

async function recogniseEntities(
  hf: InferenceProvider<'token-classification'>,
  recorded: Recorded,
): Promise<ObservedFacts> {
  const { entities } = await hf.run('token-classification', textInput(recorded));
  return { entities, entityTexts: entities.map((entity) => entity.text) };
}

async function answerQuestion(hf: InferenceProvider<'question-answering'>, recorded: Recorded): Promise<ObservedFacts> {
  const asked = (field: string) =>
    stringAt(recorded.sent, 'inputs', field) ?? stringAt(recorded.sent, field) ?? 'No words were kept.';
  const output = await hf.run('question-answering', {
    model: modelAsked(recorded, 'deepset/roberta-base-squad2'),
    question: asked('question'),
    context: asked('context'),
  });
  return { answers: output.answers };
}

async function answerFromTable(
  hf: InferenceProvider<'table-question-answering'>,
  recorded: Recorded,
): Promise<ObservedFacts> {
  const { answers } = await hf.run('table-question-answering', {
    model: modelAsked(recorded, 'google/tapas-base-finetuned-wtq'),
    question: stringAt(recorded.sent, 'inputs', 'query') ?? 'How many?',
    table: tableAsked(recorded),
  });
  return { answers };
}

async function compareSentences(
  hf: InferenceProvider<'sentence-similarity'>,
  recorded: Recorded,
): Promise<ObservedFacts> {
  const asked = listAt(recorded.sent, 'inputs', 'sentences').map(String);
  const { scores } = await hf.run('sentence-similarity', {
    model: modelAsked(recorded, 'sentence-transformers/all-MiniLM-L6-v2'),
    source: stringAt(recorded.sent, 'inputs', 'source_sentence') ?? 'Hello',
    // Where the request was not kept, as many sentences as there are scores.
    sentences: asked.length > 0 ? asked : answeredBy(recorded).map((_, place) => `Sentence ${place}`),
  });
  return { scores };
}

function answeredBy({ body, status }: Recorded): readonly unknown[] {
  const answered = typeof body === 'string' && status < 400 ? listAt(parseJson(body)) : [];
  return answered.length > 0 ? answered : ['one'];
}

async function embed(hf: InferenceProvider<'embedding'>, recorded: Recorded): Promise<ObservedFacts> {
  const { model } = textInput(recorded);
  const { vectors } = await hf.run('embedding', { model, texts: textsAsked(recorded) });
  return { vectors: vectors.map((vector) => Array.from(vector)) };
}
