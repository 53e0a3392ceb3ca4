import { collectChat, InferenceError, jsonSchema, registry, tool } from '@x/core';
import { describe, expect, test } from 'vitest';
import { fakeProvider } from '../src/index.ts';

const input = { model: 'any', prompt: 'Hi' };

describe('answers', () => {
  test('a text is an answer', async () => {
    const output = await fakeProvider('Hello').run('chat', input);
    expect(output).toMatchObject({ text: 'Hello', finishReason: 'stop', warnings: [], meta: { provider: 'fake' } });
  });

  test('answers come in order, the last of them again and again', async () => {
    const provider = fakeProvider([{ text: 'one' }, { text: 'two' }]);
    const texts: string[] = [];
    for (let asked = 0; asked < 3; asked++) texts.push((await provider.run('chat', input)).text);
    expect(texts).toEqual(['one', 'two', 'two']);
  });

  test('a function sees the input, which is recorded', async () => {
    const provider = fakeProvider(({ prompt }, count) => ({ text: `${prompt} ${count}` }), { id: 'echo' });
    const tools = { look: tool({ input: jsonSchema({ type: 'object' }) }) };
    expect((await provider.run('chat', { ...input, tools })).text).toBe('Hi 1');
    expect(provider.inputs).toEqual([{ ...input, tools }]);
    expect(provider.id).toBe('echo');
  });

  test('everything that an answer can hold, the same in a stream', async () => {
    const usage = { inputTokens: 3, outputTokens: 4, totalTokens: 7 };
    const provider = fakeProvider({
      reasoning: ['Let me', ' see.'],
      text: ['One', ' moment.'],
      toolCalls: [
        { name: 'look', input: { at: 'sky' }, id: 'call_1' },
        { name: 'listen', rawArguments: '{', id: 'call_2' },
      ],
      usage,
    });
    const output = await provider.run('chat', input);
    expect(output).toMatchObject({ text: 'One moment.', reasoning: 'Let me see.', finishReason: 'tool-calls', usage });
    expect(output.toolCalls.map(({ input: given, invalid }) => ({ given, invalid }))).toEqual([
      { given: { at: 'sky' }, invalid: undefined },
      { given: undefined, invalid: true },
    ]);
    const { meta: _, ...streamed } = await collectChat(provider.stream('chat', input));
    expect(output).toMatchObject(streamed);
  });

  test('a list of texts is what a stream gives', async () => {
    const pieces: string[] = [];
    for await (const piece of fakeProvider({ text: ['a', 'b'], betweenMs: 1, delayMs: 1 })
      .stream('chat', input)
      .text()) {
      pieces.push(piece);
    }
    expect(pieces).toEqual(['a', 'b']);
  });

  test('it goes where a provider goes', async () => {
    const names = registry({ one: fakeProvider('1'), two: fakeProvider('2') });
    expect((await names.run('chat', { model: 'two:any', prompt: 'Hi' })).text).toBe('2');
  });

  test('an empty script is refused where it is made', () => {
    expect(() => fakeProvider([])).toThrow(RangeError);
  });
});

describe('failures', () => {
  test('a code', async () => {
    const error: unknown = await fakeProvider({ error: 'quota' })
      .run('chat', input)
      .catch((thrown: unknown) => thrown);
    expect(InferenceError.is(error) && error).toMatchObject({ code: 'quota', provider: 'fake', model: 'any' });
  });

  test('an error of one’s own comes out as it was given', async () => {
    const given = new InferenceError({ code: 'gated', provider: 'p', message: 'Accept it first', status: 403 });
    await expect(fakeProvider({ error: given }).run('chat', input)).rejects.toBe(given);
  });

  test('a stream that fails after some text has it as partial', async () => {
    const stream = fakeProvider({ text: ['Hel', 'lo'], error: 'interrupted' }).stream('chat', input);
    await expect(stream.result()).rejects.toMatchObject({ code: 'interrupted', partial: { text: 'Hello' } });
  });

  test('a failure is tried again only where the call says so, and then takes the next answer', async () => {
    const script = [
      { error: new InferenceError({ code: 'server', provider: 'p', message: 'm', retryAfterMs: 1 }) },
      { text: 'ok' },
    ];
    await expect(fakeProvider(script).run('chat', input)).rejects.toMatchObject({ code: 'server' });
    const output = await fakeProvider(script).run('chat', input, { retry: { limit: 1 } });
    expect(output).toMatchObject({ text: 'ok', meta: { attempts: 2 } });
  });

  test('an answer that hangs is ended by an abort and by a timer', async () => {
    const provider = fakeProvider({ text: 'Hel', hangs: true });
    const caller = new AbortController();
    const stream = provider.stream('chat', input, { signal: caller.signal });
    for await (const _ of stream.text()) break;
    await expect(stream.result()).rejects.toMatchObject({ code: 'aborted', partial: { text: 'Hel' } });
    const late = provider.stream('chat', input, { timeout: { idle: 5 } });
    await expect(late.result()).rejects.toMatchObject({ code: 'timeout', timer: 'idle', partial: { text: 'Hel' } });
  });
});
