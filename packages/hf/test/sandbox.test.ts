import { collectChat, runMany } from '@x/core';
import { sandbox } from '@x/sandbox';
import { describe, expect, test } from 'vitest';
import { hf, query } from '../src/index.ts';
import { failureOf } from './stub.ts';

const { fetch } = sandbox();
const provider = hf({ apiKey: 'hf_sandbox', fetch, retry: { limit: 0 } });

describe('every task is answered by the sandbox, which speaks the wire', () => {
  test('chat, whole and streamed', async () => {
    const input = { model: 'meta-llama/Llama-3.1-8B-Instruct:cerebras', prompt: 'Why is the sky blue?' };
    const whole = await provider.run('chat', input);
    const streamed = await collectChat(provider.stream('chat', input));
    expect(whole).toMatchObject({ finishReason: 'stop', usage: { totalTokens: expect.any(Number) } });
    expect(streamed.text).toBe(whole.text);
    expect(streamed.usage).toEqual(whole.usage);
  });

  test('text-generation, whole and streamed', async () => {
    const input = { model: 'openai-community/gpt2', prompt: 'The capital of France is', maxTokens: 8 };
    const whole = await provider.run('text-generation', input);
    const streamed = await provider.stream('text-generation', input).result();
    expect(whole.text).not.toContain(input.prompt);
    expect(streamed).toMatchObject({ text: whole.text, finishReason: 'length' });
  });

  test('summarization and translation', async () => {
    const text = 'Cats sleep a lot. Cats sleep by day. Dogs run. The weather was fine in May.';
    expect((await provider.run('summarization', { model: 'facebook/bart-large-cnn', text })).text).toContain('Cats');
    const model = 'Helsinki-NLP/opus-mt-en-de';
    expect((await provider.run('translation', { model, text: 'The house is small' })).text).toContain('Haus');
  });

  test('classification', async () => {
    const model = 'distilbert/distilbert-base-uncased-finetuned-sst-2-english';
    const inputs = ['A wonderful film.', 'A terrible film.'].map((text) => ({ model, text }));
    const { results } = await runMany(provider, 'text-classification', inputs);
    expect(results.map(({ labels }) => labels[0]?.label)).toEqual(['POSITIVE', 'NEGATIVE']);
    const labels = ['sport', 'cooking'];
    const choice = { model: 'facebook/bart-large-mnli', text: 'A sport for everybody', labels };
    const chosen = await provider.run('zero-shot-classification', choice);
    expect(chosen.labels.map(({ label }) => label).toSorted()).toEqual(labels.toSorted());
  });

  test('places in a text', async () => {
    const text = 'My name is Ada and I live in Rome';
    const { entities } = await provider.run('token-classification', { model: 'dslim/bert-base-NER', text });
    expect(entities.map(({ start, end }) => text.slice(start, end))).toEqual(entities.map((entity) => entity.text));
    const asked = { model: 'deepset/roberta-base-squad2', question: 'Where do I live?', context: text };
    const [answer] = (await provider.run('question-answering', asked)).answers;
    expect(text.slice(answer?.start, answer?.end)).toBe(answer?.text);
  });

  test('fill-mask and embedding', async () => {
    const input = { model: 'google-bert/bert-base-uncased', text: 'Paris is the [MASK] of France.' };
    expect((await provider.run('fill-mask', input)).fills).toHaveLength(1);
    const model = 'sentence-transformers/all-MiniLM-L6-v2';
    const { vectors } = await provider.run('embedding', { model, texts: ['a cat', 'a kitten'] });
    expect(vectors.map(({ length }) => length)).toEqual([384, 384]);
  });

  test('query, which asks the sandbox what its models are for', async () => {
    const options = { token: 'hf_sandbox', fetch };
    const generated = await query('The capital is', { model: 'openai-community/gpt2', ...options });
    expect(generated).toEqual([{ generated_text: expect.any(String) }]);
    const chat = await query('Hello', { model: 'meta-llama/Llama-3.1-8B-Instruct', ...options });
    expect(chat).toMatchObject({ choices: [{ message: { role: 'assistant' } }] });
  });
});

test.each([
  ['sandbox/429', 'rate-limit'],
  ['sandbox/503-loading', 'overloaded'],
  ['sandbox/gated', 'gated'],
])('the fault %s is %s', async (model, code) => {
  expect(await failureOf(provider.run('summarization', { model, text: 'Some words' }))).toMatchObject({ code });
});
