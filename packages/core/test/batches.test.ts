import { type HttpProviderOptions, InferenceError } from '@x/core';
import { bearer, defineProvider, type TextLimits, textBatches } from '@x/core/adapter';
import { chatCompletionsErrors } from '@x/core/dialects/chat-completions';
import { embeddings } from '@x/core/dialects/embeddings';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordingFetch, type Seen } from './stub-vendor.ts';

const vendor = (limits: TextLimits) =>
  defineProvider({
    id: 'stub',
    baseUrl: 'https://api.stub.test/v1',
    keys: { scheme: bearer, environment: [], hosts: ['api.stub.test'], page: 'https://stub.test/keys' },
    errors: chatCompletionsErrors,
    tasks: (_: HttpProviderOptions) => ({ embedding: embeddings({ limits }) }),
  });

/** Answers with a vector of the text's length for each text. */
const lengths = ({ body }: Seen): Response => {
  const texts = body['input'] as readonly string[];
  return Response.json({
    model: 'stub-1',
    data: texts.map((text, index) => ({ index, embedding: [text.length] })),
    usage: { prompt_tokens: texts.length, total_tokens: texts.length },
  });
};

describe('splitting texts', () => {
  const { split } = textBatches({ texts: 3, characters: 10 });
  const shapes: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ['what fits is one request', ['aa', 'bb'], [2]],
    ['the number of texts is bounded', ['a', 'b', 'c', 'd'], [3, 1]],
    ['the number of characters is bounded', ['aaaaaa', 'bbbb', 'c'], [2, 1]],
    ['a text longer than a request goes alone', ['a', 'b'.repeat(50), 'c'], [1, 1, 1]],
    ['no texts are one input, for the row to refuse', [], [0]],
  ];
  test.each(shapes)('%s', (_, texts, sizes) => {
    expect(split({ model: 'm', texts }).map((batch) => batch.texts.length)).toEqual(sizes);
  });

  test('keeps every text in its place, within the limits', () => {
    const texts = fc.array(fc.string({ maxLength: 12 }), { maxLength: 40 });
    fc.assert(
      fc.property(texts, (given) => {
        const batches = split({ model: 'm', texts: given });
        expect(batches.flatMap((batch) => batch.texts)).toEqual(given);
        for (const batch of batches) {
          expect(batch.texts.length).toBeLessThanOrEqual(3);
          if (batch.texts.length > 1) expect(batch.texts.join('').length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

test.each([
  ['a number twice', [0, 0]],
  ['a number too high', [0, 5]],
  ['a number below zero', [-1, 0]],
  ['half a number', [0, 0.5]],
])('vectors with %s are no answer', async (_, numbers) => {
  const data = numbers.map((index) => ({ index, embedding: [1] }));
  const { fetch } = recordingFetch(() => Response.json({ data }));
  const failed = vendor({ texts: 9 })({ apiKey: 'k', fetch }).run('embedding', { model: 'm', texts: ['a', 'b'] });
  expect(await failed.catch((reason: unknown) => reason)).toMatchObject({ code: 'bad-response' });
});

describe('an input of several requests', () => {
  const texts = ['a', 'bb', 'ccc', 'dddd', 'eeeee'];

  test('comes out as one answer: vectors in order, usage and attempts added up, every body kept', async () => {
    const { fetch, seen } = recordingFetch(lengths);
    const output = await vendor({ texts: 2 })({ apiKey: 'k', fetch }).run('embedding', { model: 'm', texts });
    expect(seen.map(({ body }) => body['input'])).toEqual([['a', 'bb'], ['ccc', 'dddd'], ['eeeee']]);
    expect(output.vectors.map(([value]) => value)).toEqual([1, 2, 3, 4, 5]);
    expect(output.usage).toEqual({ inputTokens: 5, outputTokens: 0, totalTokens: 5 });
    expect(output.meta).toMatchObject({ model: 'stub-1', attempts: 3, raw: [{}, {}, {}] });
  });

  test('fails as a whole, and asks for nothing more', async () => {
    const { fetch, seen } = recordingFetch((request, count) =>
      count === 2 ? Response.json({ error: { message: 'no' } }, { status: 400 }) : lengths(request),
    );
    const failed = vendor({ texts: 2 })({ apiKey: 'k', fetch }).run('embedding', { model: 'm', texts });
    const error = await failed.catch((reason: unknown) => reason);
    expect(InferenceError.is(error) && error.code).toBe('invalid-request');
    expect(seen).toHaveLength(2);
  });

  test('is checked as a whole before anything is sent', async () => {
    const { fetch, seen } = recordingFetch(lengths);
    const provider = vendor({ texts: 1 })({ apiKey: 'k', fetch });
    const failed = provider.run('embedding', { model: 'm', texts: ['a', ' '] });
    expect(await failed.catch((reason: unknown) => reason)).toMatchObject({ code: 'invalid-request' });
    expect(seen).toHaveLength(0);
  });

  test('has one total time', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const { fetch } = recordingFetch(async (request) => {
      signals.push(request.init.signal);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return lengths(request);
    });
    const call = vendor({ texts: 1 })({ apiKey: 'k', fetch, timeout: { total: 75 } });
    const error = await call.run('embedding', { model: 'm', texts }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'timeout', timer: 'total' });
    expect(signals.length).toBeLessThan(texts.length);
  });

  test('prepare shows the first', async () => {
    const prepared = await vendor({ texts: 2 })({ apiKey: 'k' }).prepare('embedding', { model: 'm', texts });
    expect(prepared.body).toMatchObject({ input: ['a', 'bb'] });
  });
});
