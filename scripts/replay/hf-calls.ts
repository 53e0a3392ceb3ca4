/** One call of the Hugging Face adapter for each task, with what was asked rebuilt from the recording. */
import { type InferenceProvider, runMany } from '@x/core';
import type { HfTask } from '@x/hf';
import { modelAsked, parametersAsked, textsAsked } from './asked.ts';
import { generationFacts } from './observe.ts';
import type { Recorded } from './recordings.ts';
import type { ObservedFacts } from './witness/expectation.ts';
import { at, listAt, parseJson, stringAt } from './witness/json.ts';

type Hf = InferenceProvider<HfTask>;
type Call = (hf: Hf, recorded: Recorded) => Promise<ObservedFacts>;

export const HF_CALLS: Readonly<Record<string, Call>> = {
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
  'fill-mask': async (hf, recorded) => ({ fills: (await hf.run('fill-mask', textInput(recorded))).fills }),
  embedding: embed,
};

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

async function translate(hf: Hf, recorded: Recorded): Promise<ObservedFacts> {
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

async function classifyZeroShot(hf: Hf, recorded: Recorded): Promise<ObservedFacts> {
  const answer = parseJson(recorded.body ?? '');
  const asked = listAt(recorded.sent, 'parameters', 'candidate_labels');
  const answered = listAt(Array.isArray(answer) ? answer[0] : answer, 'labels');
  const labels = (asked.length > 0 ? asked : answered).map(String);
  const multiLabel = at(recorded.sent, 'parameters', 'multi_label') === true;
  const output = await hf.run('zero-shot-classification', { ...textInput(recorded), labels, multiLabel });
  return { labels: output.labels };
}

async function recogniseEntities(hf: Hf, recorded: Recorded): Promise<ObservedFacts> {
  const { entities } = await hf.run('token-classification', textInput(recorded));
  return { entities, entityTexts: entities.map((entity) => entity.text) };
}

async function answerQuestion(hf: Hf, recorded: Recorded): Promise<ObservedFacts> {
  const asked = (field: string) =>
    stringAt(recorded.sent, 'inputs', field) ?? stringAt(recorded.sent, field) ?? 'No words were kept.';
  const output = await hf.run('question-answering', {
    model: modelAsked(recorded, 'deepset/roberta-base-squad2'),
    question: asked('question'),
    context: asked('context'),
  });
  return { answers: output.answers };
}

async function embed(hf: Hf, recorded: Recorded): Promise<ObservedFacts> {
  const { model } = textInput(recorded);
  const { vectors } = await hf.run('embedding', { model, texts: textsAsked(recorded) });
  return { vectors: vectors.map((vector) => Array.from(vector)) };
}
