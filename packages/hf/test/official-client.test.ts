import type { TaskName } from '@x/core';
import { describe, expect, test } from 'vitest';
import { type Case, labelled, official, provider, served } from './official.ts';

/** The fields that an answer has at the official client, under the names that they have in the contract. */
interface Located {
  readonly score: number;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

const located = ({ score, start, end }: Located, text: string) => ({ text, score, start, end });
const rounded = (vector: readonly unknown[]) => vector.map((value) => Math.fround(Number(value)));

const review = { model: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english', text: 'A wonderful film' };
const chat = { model: 'Qwen/Qwen2.5-7B-Instruct', content: 'Why is the sky blue?' };
const novel = { model: 'openai-community/gpt2', prompt: 'Once upon a time' };
const article = 'Cats sleep a lot. Cats sleep by day. Dogs run. The weather was fine in May.';
const person = 'My name is Ada and I live in Rome';
const table = { Repository: ['Transformers', 'Datasets'], Stars: ['36542', '4512'] };
/** The official client's types ask for `question`; its documentation and the wire, for `query`. */
const tableQuestion = { query: 'How many stars?', question: 'How many stars?', table };
const encoder = 'sentence-transformers/all-MiniLM-L6-v2';

/**
 * The vendor's own client and ours ask the same server the same thing. What it answers is the same, so what the two
 * say must be, once the official client's shape is brought to the contract's.
 */
const cases: Readonly<Partial<Record<TaskName, Case>>> = {
  chat: {
    theirs: async () => {
      const messages = [{ role: 'user', content: chat.content }];
      const { choices, usage } = await official.chatCompletion({ model: chat.model, messages });
      return {
        text: choices[0]?.message.content,
        finishReason: choices[0]?.finish_reason,
        tokens: [usage.prompt_tokens, usage.completion_tokens, usage.total_tokens],
      };
    },
    ours: async () => {
      const { text, finishReason, usage } = await provider.run('chat', { model: chat.model, prompt: chat.content });
      return { text, finishReason, tokens: [usage?.inputTokens, usage?.outputTokens, usage?.totalTokens] };
    },
  },
  'text-generation': {
    theirs: async () => {
      const parameters = { max_new_tokens: 12 };
      const answer = await official.textGeneration({ ...served, model: novel.model, inputs: novel.prompt, parameters });
      return answer.generated_text;
    },
    ours: async () => (await provider.run('text-generation', { ...novel, maxTokens: 12 })).text,
  },
  summarization: {
    theirs: async () => {
      const input = { ...served, model: 'facebook/bart-large-cnn', inputs: article };
      return (await official.summarization(input)).summary_text;
    },
    ours: async () => (await provider.run('summarization', { model: 'facebook/bart-large-cnn', text: article })).text,
  },
  translation: {
    theirs: async () => {
      const inputs = 'The house is small';
      const answer = await official.translation({ ...served, model: 'Helsinki-NLP/opus-mt-en-de', inputs });
      return [answer].flat().map(({ translation_text }) => translation_text);
    },
    ours: async () => {
      const text = 'The house is small';
      return [(await provider.run('translation', { model: 'Helsinki-NLP/opus-mt-en-de', text })).text];
    },
  },
  'text-classification': {
    theirs: async () =>
      labelled(await official.textClassification({ ...served, model: review.model, inputs: review.text })),
    ours: async () => (await provider.run('text-classification', review)).labels,
  },
  'zero-shot-classification': {
    theirs: async () => {
      const parameters = { candidate_labels: ['sport', 'cooking'] };
      const input = { ...served, model: 'facebook/bart-large-mnli', inputs: 'A sport for everybody', parameters };
      return labelled(await official.zeroShotClassification(input));
    },
    ours: async () => {
      const labels = ['sport', 'cooking'];
      const input = { model: 'facebook/bart-large-mnli', text: 'A sport for everybody', labels };
      return (await provider.run('zero-shot-classification', input)).labels;
    },
  },
  'token-classification': {
    theirs: async () => {
      const entities = await official.tokenClassification({ ...served, model: 'dslim/bert-base-NER', inputs: person });
      return entities.map((entity) => ({ label: entity.entity_group, ...located(entity, entity.word) }));
    },
    ours: async () =>
      (await provider.run('token-classification', { model: 'dslim/bert-base-NER', text: person })).entities,
  },
  'question-answering': {
    theirs: async () => {
      const inputs = { question: 'Where do I live?', context: person };
      const answer = await official.questionAnswering({ ...served, model: 'deepset/roberta-base-squad2', inputs });
      return [answer].flat().map((found) => located(found, found.answer));
    },
    ours: async () => {
      const input = { model: 'deepset/roberta-base-squad2', question: 'Where do I live?', context: person };
      return (await provider.run('question-answering', input)).answers;
    },
  },
  'table-question-answering': {
    theirs: async () => {
      const input = {
        ...served,
        model: 'google/tapas-base-finetuned-wtq',
        inputs: tableQuestion,
      };
      const { answer, cells, coordinates, aggregator } = await official.tableQuestionAnswering(input);
      return [{ text: answer, cells, coordinates, aggregator }];
    },
    ours: async () => {
      const input = { model: 'google/tapas-base-finetuned-wtq', question: tableQuestion.query, table };
      return (await provider.run('table-question-answering', input)).answers;
    },
  },
  'fill-mask': {
    theirs: async () => {
      const inputs = 'Paris is the [MASK] of France.';
      const fills = await official.fillMask({ ...served, model: 'google-bert/bert-base-uncased', inputs });
      return [fills.map(({ token_str, sequence, score }) => ({ token: token_str, text: sequence, score }))];
    },
    ours: async () => {
      const text = 'Paris is the [MASK] of France.';
      return (await provider.run('fill-mask', { model: 'google-bert/bert-base-uncased', text })).fills;
    },
  },
  embedding: {
    theirs: async () => {
      const vectors = await official.featureExtraction({ ...served, model: encoder, inputs: ['a cat', 'a kitten'] });
      return vectors.map((vector) => rounded([vector].flat()));
    },
    ours: async () => {
      const { vectors } = await provider.run('embedding', { model: encoder, texts: ['a cat', 'a kitten'] });
      return vectors.map((vector) => Array.from(vector));
    },
  },
  'sentence-similarity': {
    theirs: async () => {
      const inputs = { source_sentence: 'A happy person', sentences: ['A very happy person', 'It rains'] };
      return official.sentenceSimilarity({ ...served, model: encoder, inputs });
    },
    ours: async () => {
      const sentences = ['A very happy person', 'It rains'];
      return (await provider.run('sentence-similarity', { model: encoder, source: 'A happy person', sentences }))
        .scores;
    },
  },
};

describe('the official client and ours say the same', () => {
  test.each(Object.entries(cases))('%s', async (_, { theirs, ours }) => {
    const expected = await theirs();
    expect(expected).toBeTruthy();
    expect(expected).not.toEqual([]);
    expect(await ours()).toEqual(expected);
  });

  test('chat, streamed', async () => {
    const messages = [{ role: 'user', content: chat.content }];
    let expected = '';
    for await (const { choices } of official.chatCompletionStream({ model: chat.model, messages })) {
      expected += choices[0]?.delta.content ?? '';
    }
    let text = '';
    for await (const delta of provider.stream('chat', { model: chat.model, prompt: chat.content }).text())
      text += delta;
    expect(expected).not.toBe('');
    expect(text).toBe(expected);
  });
});
