import type { TextGenerationInput } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf, giving, inPieces, stubFetch } from './stub.ts';

const input = { model: 'org/model', prompt: 'Count' };
const details = {
  finish_reason: 'eos_token',
  generated_tokens: 3,
  seed: null,
  input_length: 1,
  prefill: [],
  tokens: [],
};
const token = (text: string, special = false) => ({
  token: { id: 1, text, logprob: -1, special },
  generated_text: null,
});
const last = (text: string, details: object | null) => ({
  token: { id: 2, text: '</s>', logprob: -1, special: true },
  generated_text: text,
  details,
});

const run = (body: unknown, asked: TextGenerationInput = input) =>
  hf({ fetch: giving(body), apiKey: 'hf_x' }).run('text-generation', asked);

function streamOf(text: string, size?: number, type?: string) {
  const { fetch } = stubFetch(() => inPieces(text, size, type));
  return hf({ fetch, apiKey: 'hf_x', retry: { limit: 0 } }).stream('text-generation', input);
}

describe('whole answers', () => {
  const completion = {
    choices: [{ index: 0, text: 'one two', finish_reason: 'length' }],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  };
  const shapes: readonly (readonly [string, unknown, object])[] = [
    ['a list', [{ generated_text: 'one two' }], { finishReason: 'other' }],
    ['an object', { generated_text: 'one two' }, { finishReason: 'other' }],
    ['several', [{ generated_text: 'one two' }, { generated_text: 'zwei' }], { finishReason: 'other' }],
    [
      'details',
      [{ generated_text: 'one two', details: { ...details, finish_reason: 'length' } }],
      { finishReason: 'length', usage: { outputTokens: 3 }, meta: { rawFinishReason: 'length' } },
    ],
    [
      'a stop sequence',
      { generated_text: 'one two', details: { finish_reason: 'stop_sequence' } },
      { finishReason: 'stop' },
    ],
    ['no details asked for', [{ generated_text: 'one two', details: null }], { finishReason: 'other' }],
    [
      'a completion',
      completion,
      { finishReason: 'length', usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } },
    ],
  ];
  test.each(shapes)('%s', async (_, body, facts) => {
    expect(await run(body)).toMatchObject({ text: 'one two', ...facts });
  });

  test('an empty text is an answer, and what was not stated is absent', async () => {
    const output = await run([{ generated_text: '' }]);
    expect(output).toMatchObject({ text: '', finishReason: 'other' });
    expect(output).not.toHaveProperty('usage');
    expect(output.meta).not.toHaveProperty('rawFinishReason');
  });

  test.each([[[]], [{}], [[{ generated_text: 1 }]], ['text'], [{ choices: [] }], [{ choices: [{}] }]])(
    '%j is no answer',
    async (body) => {
      expect(await failureOf(run(body))).toMatchObject({ code: 'bad-response', model: 'org/model' });
    },
  );
});

describe('streams', () => {
  const events = [token('one'), token(' two'), token(' 👋')];
  const write = (list: readonly object[], before = 'data:') =>
    list.map((event) => `${before}${JSON.stringify(event)}\n\n`).join('');

  test.each([1, 3, Number.POSITIVE_INFINITY])('tokens in pieces of %d bytes equal the whole answer', async (size) => {
    for (const before of ['data:', 'data: ']) {
      const stream = streamOf(write([...events, last('one two 👋', details)], before), size);
      const seen: string[] = [];
      for await (const text of stream.text()) seen.push(text);
      expect(seen).toEqual(['one', ' two', ' 👋']);
      const whole = await run([{ generated_text: 'one two 👋', details }]);
      const { meta, ...facts } = await stream.result();
      expect(facts).toEqual({ ...whole, meta: undefined });
      expect(meta).toMatchObject({ rawFinishReason: 'eos_token' });
      expect(facts).toMatchObject({ finishReason: 'stop', usage: { inputTokens: 1, outputTokens: 3 } });
    }
  });

  test('it ends where the whole text stands, whether or not that says why', async () => {
    const output = await streamOf(write([...events, last('one two 👋', null)])).result();
    expect(output).toMatchObject({ text: 'one two 👋', finishReason: 'other' });
  });

  test('without the whole text it is interrupted, with what came', async () => {
    const error = await failureOf(streamOf(write(events)).result());
    expect(error).toMatchObject({ code: 'interrupted', partial: { text: 'one two 👋' } });
  });

  test('an error behind tokens is thrown, with what came', async () => {
    const failure = { error: 'Incomplete generation', error_type: 'incomplete_generation' };
    const error = await failureOf(streamOf(`${write(events)}${write([failure])}`).result());
    expect(error).toMatchObject({ code: 'server', retryable: true, partial: { text: 'one two 👋' } });
  });

  test('a backend that does not stream gives its whole answer', async () => {
    const body = JSON.stringify([{ generated_text: 'one two', details: { finish_reason: 'length' } }]);
    const output = await streamOf(body, undefined, 'application/json').result();
    expect(output).toMatchObject({ text: 'one two', finishReason: 'length' });
  });

  test('a completion in pieces that is given whole is read as well', async () => {
    const body = JSON.stringify({ choices: [{ text: 'one two', finish_reason: 'stop' }] });
    expect(await streamOf(body, undefined, 'application/json').result()).toMatchObject({ text: 'one two' });
  });
});

describe('requests', () => {
  const bodyOf = async (asked: Partial<TextGenerationInput>, stream = false) =>
    hf().prepare('text-generation', { ...input, ...asked }, { stream });

  test('settings have the names of Text Generation Inference', async () => {
    const { body, warnings } = await bodyOf({
      maxTokens: 20,
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      stop: 'END',
      seed: 7,
      frequencyPenalty: 0.1,
      parameters: { repetition_penalty: 1.1 },
    });
    expect(body).toEqual({
      inputs: 'Count',
      parameters: {
        return_full_text: false,
        max_new_tokens: 20,
        temperature: 0.5,
        top_p: 0.9,
        top_k: 40,
        stop: ['END'],
        seed: 7,
        frequency_penalty: 0.1,
        repetition_penalty: 1.1,
      },
    });
    expect(warnings).toEqual([]);
  });

  test('a stream is asked to say why it ended', async () => {
    const { body } = await bodyOf({}, true);
    expect(body).toEqual({ inputs: 'Count', parameters: { return_full_text: false, details: true }, stream: true });
  });

  test('what the wire does not take is dropped or said otherwise, with a warning each', async () => {
    const { body, warnings } = await bodyOf({ presencePenalty: 1, temperature: 0, topP: 1 });
    expect(body).toEqual({ inputs: 'Count', parameters: { return_full_text: false, do_sample: false } });
    expect(warnings).toMatchObject([
      { type: 'changed', setting: 'temperature', message: expect.stringContaining('do_sample: false') },
      { type: 'changed', setting: 'topP' },
      { type: 'unsupported', setting: 'presencePenalty' },
    ]);
  });

  test.each([
    'google/flan-t5-large',
    't5-small',
    'facebook/bart-base',
    'Helsinki-NLP/opus-mt-en-de',
    'google/mt5-base',
  ])('%s, which never repeats the prompt, is not told to leave it out', async (model) => {
    expect((await bodyOf({ model })).body).toEqual({ inputs: 'Count' });
  });

  test.each(['gpt2', 'org/gpt5-like', 'org/barton'])('%s is told to leave the prompt out', async (model) => {
    expect((await bodyOf({ model })).body).toMatchObject({ parameters: { return_full_text: false } });
  });

  test('the caller may take away what is sent unasked', async () => {
    const { body } = await bodyOf({ parameters: { return_full_text: undefined } });
    expect(body).toEqual({ inputs: 'Count' });
  });
});
