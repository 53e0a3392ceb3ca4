import { type ChatInput, type ChatOutput, generateObject, type InferenceError, jsonSchema, registry } from '@x/core';
import { type FakeScript, fakeProvider } from '@x/testing';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';

const place = z.object({ city: z.string(), zip: z.string().optional(), tags: z.array(z.string()).default([]) });
const input: ChatInput = { model: 'm', prompt: 'Where?' };
const whole = '{"city":"Bern","zip":null,"tags":["a"]}';
const object = { city: 'Bern', tags: ['a'] };

async function failure(script: FakeScript, options = {}): Promise<InferenceError> {
  return generateObject(fakeProvider(script), input, place, options).then(
    () => expect.fail('it did not fail'),
    (error: InferenceError) => error,
  );
}

describe('the object is found in what the model wrote', () => {
  test.each<readonly [string, string]>([
    ['alone', whole],
    ['with blanks', `\n ${whole}\n`],
    ['in a fence', `\`\`\`json\n${whole}\n\`\`\``],
    ['in a fence among words', `Here it is:\n\`\`\`\n${whole}\n\`\`\`\nAnything else?`],
    ['among words', `The place is ${whole}, I think.`],
    ['after brackets that are none', `{ so [to say: ${whole}`],
    ['after another object', `Not {"town":"Bern"} but ${whole}`],
    ['with brackets and quotes in its texts', `So: {"city":"Bern","tags":["a"],"x":"} \\" ]"} and so on`],
  ])('%s', async (_, text) => {
    const answer = await generateObject(fakeProvider(text), input, place);
    expect(answer.object).toEqual(object);
    expect(answer.text).toBe(text);
  });

  test('a list and a single value too', async () => {
    expect((await generateObject(fakeProvider('So: [1, 2]'), input, z.array(z.number()))).object).toEqual([1, 2]);
    expect((await generateObject(fakeProvider('"yes"'), input, z.enum(['yes', 'no']))).object).toBe('yes');
  });

  test('as the schema makes it', async () => {
    const schema = z.object({ at: z.string().transform((text) => text.length) });
    expect((await generateObject(fakeProvider('{"at":"abc"}'), input, schema)).object).toEqual({ at: 3 });
  });

  test('a schema of JSON alone is taken at its word', async () => {
    const schema = jsonSchema<{ a?: number }>({ type: 'object', properties: { a: { type: 'number' } } });
    expect((await generateObject(fakeProvider('{"a":null}'), input, schema)).object).toEqual({});
  });
});

test('the schema is asked for, with the name that the input has', async () => {
  const provider = fakeProvider(whole);
  await generateObject(provider, { ...input, responseFormat: { type: 'json', name: 'place' } }, place);
  await generateObject(provider, { ...input, responseFormat: { type: 'text' } }, place);
  expect(provider.inputs.map((asked) => asked.responseFormat)).toEqual([
    { type: 'json', name: 'place', schema: place },
    { type: 'json', name: undefined, schema: place },
  ]);
});

test('an answer that does not fit is shown to the model with what is wrong; usage is of both rounds', async () => {
  const usage = { inputTokens: 3, outputTokens: 2, totalTokens: 5 };
  const provider = fakeProvider([
    { text: '{"city":7}', usage },
    { text: whole, usage },
  ]);
  const answer = await generateObject(provider, { ...input, system: 's' }, place);
  expect(answer.object).toEqual(object);
  expect(answer.usage).toEqual({ inputTokens: 6, outputTokens: 4, totalTokens: 10 });
  expect(provider.inputs[1]).toEqual({
    model: 'm',
    system: 's',
    responseFormat: { type: 'json', schema: place, name: undefined },
    messages: [
      { role: 'user', content: 'Where?' },
      { role: 'assistant', content: [{ type: 'text', text: '{"city":7}' }] },
      { role: 'user', content: expect.stringContaining('- $.city: Invalid input: expected string, received number') },
    ],
  });
});

test('an answer of nothing is asked again without an empty message', async () => {
  const provider = fakeProvider([{ text: '' }, { text: whole }]);
  await generateObject(provider, { model: 'm', messages: [{ role: 'user', content: 'Where?' }] }, place);
  expect(provider.inputs[1]?.messages?.map(({ role }) => role)).toEqual(['user', 'user']);
});

describe('an answer without its object is an error that names places, not content', () => {
  test.each<readonly [string, FakeScript, object, string, number]>([
    ['that never fits', '{"city":77}', {}, 'does not fit the schema at $.city, after 1 repair', 2],
    ['without JSON', 'Sorry, secret words.', { repairs: 2 }, 'at $, after 2 repairs', 3],
    ['when no repair is wanted', '{"tags":[1]}', { repairs: 0 }, 'at $.city, $.tags[0]. It is in partial', 1],
    ['cut short', { text: '{"city":"Be', finishReason: 'length' }, {}, 'Raise maxTokens', 1],
    ['cut short but whole to the eye', { text: whole, finishReason: 'length' }, {}, 'Raise maxTokens', 1],
    ['filtered', { text: '', finishReason: 'content-filter' }, {}, 'a content filter stopped the answer', 1],
    ['of tool calls', { toolCalls: [{ name: 'f' }] }, {}, 'Run them with runTools', 1],
  ])('%s', async (_, script, options, message, rounds) => {
    const provider = fakeProvider(script);
    const error = await generateObject(provider, input, place, options).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'InferenceError', code: 'bad-response', provider: 'fake', model: 'm' });
    expect(error).toMatchObject({ message: expect.stringContaining(message), retryable: false });
    expect(String(error)).not.toMatch(/77|secret|Bern/);
    expect(provider.inputs).toHaveLength(rounds);
  });

  test('and has the answer with it', async () => {
    expect((await failure('nothing')).partial).toEqual({
      text: 'nothing',
      content: [{ type: 'text', text: 'nothing' }],
    });
  });

  test('a refusal is told from a filter by the word with which it ended', async () => {
    const said = await fakeProvider({ text: 'I will not.', finishReason: 'content-filter' }).run('chat', input);
    const refusing = {
      ...fakeProvider('x'),
      id: 'v',
      tasks: { chat: true } as const,
      run: async (): Promise<never> => ({ ...said, meta: { ...said.meta, rawFinishReason: 'stop' } }) as never,
    };
    await expect(generateObject(refusing, input, place)).rejects.toThrow('the model refused; its words are in partial');
  });

  test('many places are counted, not listed', async () => {
    const keys = Object.fromEntries('abcdefg'.split('').map((key) => [key, z.string()]));
    const run = generateObject(fakeProvider('{}'), input, z.object(keys), { repairs: 0 });
    await expect(run).rejects.toThrow('$.a, $.b, $.c, $.d, $.e and 2 places more');
  });

  test('a schema that JSON cannot say is refused before the call', async () => {
    const provider = fakeProvider(whole);
    const run = generateObject(provider, input, z.object({ at: z.date() }));
    await expect(run).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('Date') });
    expect(provider.inputs).toEqual([]);
  });
});

test('failures of the call come through as they are, and so does an abort', async () => {
  expect(await failure({ error: 'rate-limit' })).toMatchObject({ code: 'rate-limit' });
  expect(await failure({ hangs: true }, { signal: AbortSignal.abort() })).toMatchObject({ code: 'aborted' });
});

test('a text of brackets is read in no more than its length', async () => {
  expect(await failure('{['.repeat(50_000), { repairs: 0 })).toMatchObject({ code: 'bad-response' });
});

test('any provider of chat will do, a registry too, and the result has the type of the schema', async () => {
  const x = registry({ fake: fakeProvider(whole) });
  const answer = await generateObject(x, { model: 'fake:m', prompt: 'Where?' }, place);
  expectTypeOf(answer.object).toEqualTypeOf<{ city: string; zip?: string | undefined; tags: string[] }>();
  expectTypeOf(answer).toExtend<ChatOutput>();
  expect(answer.object.city).toBe('Bern');
  // @ts-expect-error not what the schema gives
  expect(answer.object.town).toBeUndefined();
  const untyped = await generateObject(x, { model: 'fake:m', prompt: 'Where?' }, jsonSchema({ type: 'object' }));
  expectTypeOf(untyped.object).toEqualTypeOf<unknown>();
});
