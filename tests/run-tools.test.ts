import { type ChatInput, type Message, registry, runTools, type ToolStep, tool } from '@x/core';
import { type FakeAnswer, fakeProvider } from '@x/testing';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';

const weather = tool({
  description: 'The weather in a city',
  input: z.object({ city: z.string(), unit: z.string().optional() }),
  execute: ({ city }) => ({ city, degrees: 20 }),
});
const asking = { model: 'm', prompt: 'Weather?', tools: { weather } } as const;
const calls = (...toolCalls: NonNullable<FakeAnswer['toolCalls']>): FakeAnswer => ({ toolCalls });
const bern = { name: 'weather', input: { city: 'Bern' }, id: 'a' };
const result = (id: string, output: unknown, more = {}) => ({
  type: 'tool-result',
  id,
  name: 'weather',
  output,
  ...more,
});

test('tools are run and the model is told, until it calls no more', async () => {
  const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
  const provider = fakeProvider([
    { ...calls(bern, { name: 'weather', input: { city: 'Rome' }, id: 'b' }), usage },
    { text: 'Warm.', usage },
  ]);
  const answer = await runTools(provider, asking);
  const history: readonly unknown[] = [
    { role: 'user', content: 'Weather?' },
    { role: 'assistant', content: [expect.objectContaining({ id: 'a' }), expect.objectContaining({ id: 'b' })] },
    { role: 'tool', content: [result('a', { city: 'Bern', degrees: 20 }), result('b', { city: 'Rome', degrees: 20 })] },
  ];
  expect(provider.inputs[1]?.messages).toEqual(history);
  expect(provider.inputs[1]).not.toHaveProperty('prompt');
  expect(answer).toMatchObject({ text: 'Warm.', finishReason: 'stop' });
  expect(answer.messages).toEqual([...history, { role: 'assistant', content: [{ type: 'text', text: 'Warm.' }] }]);
  expect(answer.steps.map(({ call, result: { output } }) => [call.id, output])).toEqual([
    ['a', { city: 'Bern', degrees: 20 }],
    ['b', { city: 'Rome', degrees: 20 }],
  ]);
  expect(answer.usage).toEqual({ inputTokens: 2, outputTokens: 2, totalTokens: 4 });
});

test('calls run side by side, steps are told as they end and kept in the order of the calls', async () => {
  const order: string[] = [];
  const { promise, resolve } = deferred();
  const slow = tool({ input: z.object({}), execute: () => promise });
  const fast = tool({ input: z.object({}), execute: () => void setTimeout(() => resolve('done'), 0) });
  const provider = fakeProvider([calls({ name: 'slow', id: '1' }, { name: 'fast', id: '2' }), { text: 'ok' }]);
  const onStep = ({ call }: ToolStep) => order.push(call.name);
  const { steps, messages } = await runTools(provider, { ...asking, tools: { slow, fast } }, { onStep });
  expect(order).toEqual(['fast', 'slow']);
  expect(steps.map(({ call }) => call.name)).toEqual(['slow', 'fast']);
  expect(messages[2]?.content).toMatchObject([
    { id: '1', output: 'done' },
    { id: '2', output: null },
  ]);
});

describe('what goes wrong with a call is told to the model', () => {
  const breaks = tool({
    input: z.object({}),
    execute: () => {
      throw new Error('the station is closed');
    },
  });
  const rejects = tool({ input: z.object({}), execute: () => Promise.reject('no words') });
  const given = { ...asking, tools: { weather, breaks, rejects } };

  test.each<readonly [string, NonNullable<FakeAnswer['toolCalls']>[number], string]>([
    ['arguments that do not fit', { name: 'weather', input: { city: 7 } }, '- $.city: Invalid input: expected string'],
    ['arguments that are no JSON', { name: 'weather', rawArguments: '{"city' }, 'The arguments are not valid JSON'],
    ['a tool that there is not', { name: 'wether' }, 'There is no tool wether. There is weather, breaks, rejects'],
    ['a tool of the prototype', { name: 'toString' }, 'There is no tool toString'],
    ['a tool that throws', { name: 'breaks' }, 'the station is closed'],
    ['a tool that throws no error', { name: 'rejects' }, 'no words'],
  ])('%s', async (_, call, words) => {
    const { steps, text } = await runTools(fakeProvider([calls(call), { text: 'ok' }]), given);
    expect(text).toBe('ok');
    expect(steps).toHaveLength(1);
    expect(steps[0]?.result).toMatchObject({ failed: true, output: expect.stringContaining(words), name: call.name });
    expect(String(steps[0]?.result.output)).not.toContain('at ');
  });

  test('a null that stands for an absent argument is no fault', async () => {
    const provider = fakeProvider([calls({ name: 'weather', input: { city: 'Bern', unit: null } }), { text: 'ok' }]);
    expect((await runTools(provider, asking)).steps[0]?.result).not.toHaveProperty('failed');
  });
});

test('a call that is not approved is not run, and only what could be run is asked about', async () => {
  const ran: string[] = [];
  const spy = tool({ input: z.object({ n: z.number() }), execute: ({ n }) => ran.push(`${n}`) });
  const asked: unknown[] = [];
  let open = 0;
  const provider = fakeProvider([
    calls({ name: 'spy', input: { n: 1 } }, { name: 'spy', input: { n: 2 } }, { name: 'spy', input: {} }),
    { text: 'ok' },
  ]);
  const approve = async ({ input }: { readonly input: unknown }) => {
    // One question at a time.
    expect(open++).toBe(0);
    await Promise.resolve();
    open--;
    return asked.push(input) === 1;
  };
  const { steps } = await runTools(provider, { ...asking, tools: { spy } }, { approve });
  expect(asked).toEqual([{ n: 1 }, { n: 2 }]);
  expect(ran).toEqual(['1']);
  expect(steps[1]?.result).toMatchObject({ failed: true, output: 'not approved' });
});

describe('the loop ends', () => {
  test.each([
    [undefined, 10],
    [3, 3],
    [1, 1],
  ])('after maxSteps %s questions, with a history that can go on', async (maxSteps, count) => {
    const provider = fakeProvider(calls(bern));
    const answer = await runTools(provider, asking, { maxSteps });
    expect(provider.inputs).toHaveLength(count);
    expect(answer.finishReason).toBe('tool-calls');
    expect(answer.steps).toHaveLength(count);
    expect(answer.messages.at(-1)?.role).toBe('tool');
  });

  test('at a tool that the caller runs, whose calls are handed over', async () => {
    const tools = { weather, ask: tool({ input: z.object({}) }), shell: { provider: 'fake', definition: {} } };
    const provider = fakeProvider(calls(bern, { name: 'ask', id: 'b' }, { name: 'shell', id: 'c' }));
    const answer = await runTools(provider, { ...asking, tools });
    expect(answer.toolCalls.map(({ name }) => name)).toEqual(['weather', 'ask', 'shell']);
    expect(answer.steps.map(({ call }) => call.name)).toEqual(['weather']);
    expect(answer.messages.at(-1)).toMatchObject({ role: 'tool', content: [{ id: 'a' }] });
    expect(provider.inputs).toHaveLength(1);
  });
});

test.each<readonly [ChatInput['toolChoice'], ChatInput['toolChoice']]>([
  ['required', 'auto'],
  [{ name: 'weather' }, 'auto'],
  ['auto', 'auto'],
  ['none', 'none'],
  [undefined, undefined],
])('a toolChoice of %j is %j after the first question', async (first, later) => {
  const provider = fakeProvider([calls(bern), calls(bern), { text: 'ok' }]);
  await runTools(provider, { ...asking, ...(first && { toolChoice: first }) });
  expect(provider.inputs.map(({ toolChoice }) => toolChoice)).toEqual([first, later, later]);
});

describe('an abort', () => {
  test('ends the call at once, though the tool does not listen', async () => {
    const abort = new AbortController();
    const deaf = tool({
      input: z.object({}),
      execute: (_, { signal, id }) => {
        expect([signal, id]).toEqual([abort.signal, 'd']);
        queueMicrotask(() => abort.abort());
        return new Promise(() => undefined);
      },
    });
    const provider = fakeProvider(calls({ name: 'deaf', id: 'd' }));
    const run = runTools(provider, { ...asking, tools: { deaf } }, { signal: abort.signal });
    await expect(run).rejects.toMatchObject({ name: 'InferenceError', code: 'aborted', provider: 'fake', model: 'm' });
  });

  test('is not told to the model as the tool’s failure', async () => {
    const abort = new AbortController();
    const honest = tool({
      input: z.object({}),
      execute: (_, { signal }) => {
        abort.abort();
        signal.throwIfAborted();
      },
    });
    const provider = fakeProvider(calls({ name: 'honest' }));
    const run = runTools(provider, { ...asking, tools: { honest } }, { signal: abort.signal });
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    expect(provider.inputs).toHaveLength(1);
  });

  test('does not wait for an approval, and no step is told afterwards', async () => {
    const abort = new AbortController();
    const { promise, resolve } = deferred();
    const told: ToolStep[] = [];
    const late = tool({ input: z.object({}), execute: () => promise });
    const never = tool({ input: z.object({}), execute: () => 'x' });
    const approve = ({ name }: { readonly name: string }) => {
      if (name === 'late') return true;
      queueMicrotask(() => abort.abort());
      return new Promise<boolean>(() => undefined);
    };
    const provider = fakeProvider(calls({ name: 'late' }, { name: 'never' }));
    const options = { signal: abort.signal, approve, onStep: (step: ToolStep) => void told.push(step) };
    const run = runTools(provider, { ...asking, tools: { late, never } }, options);
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    resolve('done');
    await new Promise((settle) => setTimeout(settle, 0));
    expect(told).toEqual([]);
  });

  test('while approval is awaited keeps the tool from running', async () => {
    const abort = new AbortController();
    const approve = () => {
      abort.abort();
      return true;
    };
    const run = runTools(fakeProvider(calls(bern)), asking, { signal: abort.signal, approve });
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
  });
});

test('what approve and onStep throw reaches the caller', async () => {
  const fail = () => {
    throw new RangeError('mine');
  };
  await expect(runTools(fakeProvider(calls(bern)), asking, { approve: fail })).rejects.toThrow('mine');
  await expect(runTools(fakeProvider(calls(bern)), asking, { onStep: fail })).rejects.toThrow('mine');
});

test('a failing call fails the whole, and an input that is wrong is refused by the provider', async () => {
  const provider = fakeProvider([calls(bern), { error: 'overloaded' }]);
  await expect(runTools(provider, asking)).rejects.toMatchObject({ code: 'overloaded' });
});

test('works over a registry; tools know their input', async () => {
  const x = registry({ fake: fakeProvider([calls(bern), { text: 'ok' }]) });
  const answer = await runTools(x, { model: 'fake:m', prompt: 'Weather?', tools: { weather } });
  expect(answer.steps).toHaveLength(1);
  expectTypeOf(answer.messages).toEqualTypeOf<readonly Message[]>();
  expectTypeOf(weather.execute).parameter(0).toEqualTypeOf<{ city: string; unit?: string | undefined }>();
});

function deferred() {
  let resolve: (value: string) => void = () => undefined;
  const promise = new Promise<string>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value: string) => resolve(value) };
}
