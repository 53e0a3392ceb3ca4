import { InferenceError, type InferenceProvider, type TaskName } from '@x/core';
import { describe, expect, it } from 'vitest';
import { type ComparisonEvent, type ComparisonOptions, compare, type Target } from '../src/index.ts';
import { collect } from './collect.ts';
import { scripted } from './scripted-provider.ts';

interface Recorded {
  readonly provider: InferenceProvider;
  readonly inputs: unknown[];
}

/** A provider of tasks that answer at once, and what it was asked. */
function answering(id: string, tasks: readonly TaskName[], output: Readonly<Record<string, unknown>>): Recorded {
  const inputs: unknown[] = [];
  const run = (_task: string, input: { readonly model: string }) => {
    inputs.push(input);
    const meta = { provider: id, model: input.model, attempts: 1, timing: { totalMs: 3 } };
    return Promise.resolve({ ...output, warnings: [], meta });
  };
  const provider: InferenceProvider = {
    id,
    tasks: Object.fromEntries(tasks.map((task) => [task, true])),
    run: run as InferenceProvider['run'],
    stream: () => {
      throw new Error('it does not stream');
    },
  };
  return { provider, inputs };
}

const target = (provider: InferenceProvider, id = provider.id): Target => ({ id, provider, model: 'm' });

async function resultsOf(options: ComparisonOptions) {
  const events: ComparisonEvent[] = await collect(compare(options).events());
  return events.flatMap((event) => (event.type === 'cell-end' ? [event.result] : []));
}

describe('any task', () => {
  it('keeps what it answers beside the text', async () => {
    const labels = [{ label: 'joy', score: 0.9 }];
    const { provider, inputs } = answering('a', ['text-classification'], { labels });
    const task = 'text-classification';
    const results = await resultsOf({
      task,
      targets: [target(provider)],
      prompts: ['so {{x}}'],
      rows: [{ x: 'glad' }],
    });
    expect(inputs).toEqual([{ model: 'm', text: 'so glad' }]);
    expect(results).toMatchObject([{ status: 'ok', text: '', output: { labels }, usage: undefined }]);
    expect(results[0]).not.toHaveProperty('finishReason.length');
  });

  it('takes its text as the answer where it has one', async () => {
    const { provider } = answering('a', ['translation'], { text: 'Hallo' });
    const results = await resultsOf({ task: 'translation', targets: [target(provider)], prompts: ['Hello'] });
    expect(results).toMatchObject([{ text: 'Hallo', output: { text: 'Hallo' } }]);
  });

  it('takes inputs of several fields, with values of rows as they are', async () => {
    const { provider, inputs } = answering('a', ['sentence-similarity'], { scores: [1, 0] });
    const input = { source: 'I am {{mood}}', sentences: '{{sentences}}', parameters: { truncate: true } };
    const rows = [{ mood: 'glad', sentences: ['happy', 'sad'] }];
    await resultsOf({ task: 'sentence-similarity', targets: [target(provider)], prompts: [{ input }], rows });
    expect(inputs).toEqual([
      { model: 'm', source: 'I am glad', sentences: ['happy', 'sad'], parameters: { truncate: true } },
    ]);
  });

  it('turns a bare text into a list of texts for embedding', async () => {
    const { provider, inputs } = answering('a', ['embedding'], { vectors: [new Float32Array([1])] });
    await resultsOf({ task: 'embedding', targets: [target(provider)], prompts: ['x'], axes: { dimensions: [4, 8] } });
    expect(inputs).toHaveLength(2);
    expect(inputs).toEqual(
      expect.arrayContaining([
        { model: 'm', texts: ['x'], dimensions: 4 },
        { model: 'm', texts: ['x'], dimensions: 8 },
      ]),
    );
  });

  it.each<[string, Readonly<Record<string, unknown>>, number]>([
    ['vectors are', { vectors: [new Float32Array([0.5, 2])] }, 1],
    ['media are not', { images: [{ mediaType: 'image/png', data: new Uint8Array([1]) }] }, 2],
  ])('is kept by a cache as JSON: %s', async (_what, output, calls) => {
    const kept = new Map<string, string>();
    const cache = {
      get: async (key: string) => JSON.parse(kept.get(key) ?? 'null'),
      set: async (key: string, value: unknown) => kept.set(key, JSON.stringify(value)),
    };
    const { provider, inputs } = answering('a', ['embedding'], output);
    const options: ComparisonOptions = { task: 'embedding', targets: [target(provider)], prompts: ['x'], cache };
    await resultsOf(options);
    const [again] = await resultsOf(options);
    expect(inputs).toHaveLength(calls);
    if (calls === 1) expect(again).toMatchObject({ output: { vectors: [[0.5, 2]] }, meta: { cached: true } });
  });

  it('is refused for targets that lack it, naming those that have it', () => {
    const [able, chat] = [answering('able', ['embedding'], {}).provider, scripted('chat', () => ({}))];
    const targets = [target(able), target(chat, 'plain'), target(chat, 'other')];
    let thrown: unknown;
    try {
      compare({ task: 'embedding', targets, prompts: ['x'] });
    } catch (error) {
      thrown = error;
    }
    expect(InferenceError.is(thrown)).toBe(true);
    expect(thrown).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/"plain".*"other".*cannot do embedding\. Those that can: "able"\./),
    });
  });

  it.each<[string, TaskName, Partial<ComparisonOptions>, RegExp]>([
    ['a text where it takes more', 'question-answering', {}, /question, context/],
    ['messages', 'embedding', { prompts: [{ messages: [{ role: 'user', content: 'x' }] }] }, /only a chat takes/],
    ['a system text', 'embedding', { system: 's' }, /takes no system text/],
    ['a temperature', 'embedding', { temperature: 0 }, /neither temperature/],
    ['an axis without values', 'embedding', { axes: { dimensions: [] } }, /axis "dimensions" has no value/],
  ])('refuses %s', (_what, task, more, words) => {
    const { provider } = answering('a', [task], {});
    expect(() => compare({ task, targets: [target(provider)], prompts: ['x'], ...more })).toThrow(words);
  });
});

describe('axes', () => {
  it('try every value with every other, in the input or as the vendor’s parameters', async () => {
    const a = scripted('a', () => ({}));
    const one = { id: 'a', provider: a, model: 'm', parameters: { own: 1 } };
    const axes = { temperature: [0, 1], top_a: ['x', 'y'] };
    const events = await collect(compare({ targets: [one], prompts: ['x'], axes }).events());
    const asked = a.calls.map(({ temperature, parameters }) => ({ temperature, parameters }));
    expect(asked).toHaveLength(4);
    expect(asked).toEqual(
      expect.arrayContaining([
        { temperature: 0, parameters: { own: 1, top_a: 'x' } },
        { temperature: 1, parameters: { own: 1, top_a: 'y' } },
      ]),
    );
    const cells = events.flatMap((event) => (event.type === 'cell-end' ? [event.cell] : []));
    expect(new Set(cells.map(({ key }) => key)).size).toBe(4);
    expect(cells.map(({ axes: values }) => values)).toContainEqual({ temperature: 1, top_a: 'x' });
  });
});

describe('text generation', () => {
  it('is refused to a provider that only chats', () => {
    const options = { targets: [target(scripted('a', () => ({})))], prompts: ['x'] };
    expect(() => compare({ ...options, task: 'text-generation' })).toThrow(/No target can/);
  });
});
