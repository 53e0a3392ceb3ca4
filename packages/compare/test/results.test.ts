import { InferenceError } from '@x/core';
import { describe, expect, it } from 'vitest';
import { type CellResult, compare, figuresOf, tableOf } from '../src/index.ts';
import { type Script, scripted } from './scripted-provider.ts';

const cell = { key: 'k', target: 'a', prompt: 'p1', row: 0, repeat: 0 };

async function resultOf(script: Script): Promise<CellResult> {
  const provider = scripted('a', () => script);
  const events = compare({ targets: [{ id: 'a', provider, model: 'm' }], prompts: ['x'] }).events();
  for await (const event of events) if (event.type === 'cell-end') return event.result;
  throw new Error('no cell ended');
}

describe('how a cell ends', () => {
  it('is refused where the content filter spoke', async () => {
    expect(await resultOf({ deltas: ['I cannot'], finishReason: 'content-filter' })).toMatchObject({
      status: 'refused',
      text: 'I cannot',
      finishReason: 'content-filter',
    });
  });

  it('keeps the partial text that the error carries', async () => {
    const partial = { text: 'from the error', content: [] };
    const error = new InferenceError({ code: 'interrupted', provider: 'a', message: 'cut', partial });
    expect(await resultOf({ deltas: ['seen'], error })).toMatchObject({
      status: 'error',
      error,
      text: 'from the error',
    });
  });

  it('keeps what was streamed where the error carries nothing', async () => {
    const error = new InferenceError({ code: 'timeout', provider: 'a', message: 'idle' });
    expect(await resultOf({ deltas: ['so ', 'far'], error })).toMatchObject({ status: 'error', text: 'so far' });
  });

  it('takes an abort of the provider’s own for a failure', async () => {
    const error = new InferenceError({ code: 'aborted', provider: 'a', message: 'closed' });
    expect(await resultOf({ error })).toMatchObject({ status: 'error', error: { code: 'aborted' } });
  });

  it.each([
    ['an Error', new TypeError('key sk-secret and the prompt')],
    ['an Error with a telling name', Object.assign(new Error('x'), { name: 'sk-secret' })],
    ['a string', 'sk-secret'],
    ['null', null],
  ])('wraps %s as a bug of the provider and leaks none of it', async (_what, error) => {
    const result = await resultOf({ deltas: ['so far'], error });
    if (result.status !== 'error') throw new Error('it did not fail');
    expect(InferenceError.is(result.error)).toBe(true);
    expect(result.error).toMatchObject({ code: 'server', provider: 'a', model: 'm', retryable: false });
    expect(result.error.message).toContain('bug of that provider');
    expect(`${result.error.stack} ${JSON.stringify(result.error)}`).not.toContain('sk-secret');
    expect(result.text).toBe('so far');
  });

  it('survives a provider that throws before it streams', async () => {
    const provider = scripted('a', () => {
      throw new RangeError('in stream()');
    });
    const summary = await compare({ targets: [{ id: 'a', provider, model: 'm' }], prompts: ['x'] }).done;
    expect(summary).toMatchObject({ interrupted: false, targets: [{ failed: 1 }] });
  });
});

describe('figures', () => {
  it('reads them off an answer', async () => {
    const usage = { inputTokens: 3, outputTokens: 5, totalTokens: 8 };
    const result = await resultOf({ deltas: ['Grüß dich, 東京 👋!'], finishReason: 'length', usage });
    expect(figuresOf({ cell, result })).toEqual({
      target: 'a',
      prompt: 'p1',
      row: 0,
      repeat: 0,
      status: 'ok',
      totalMs: 20,
      firstTokenMs: 5,
      inputTokens: 3,
      outputTokens: 5,
      finishReason: 'length',
      characters: 16,
      words: 3,
      cached: undefined,
    });
  });

  it('leaves out what is not known, and the time that a cache took', async () => {
    const unknown = figuresOf({ cell, result: await resultOf({}) });
    expect([unknown.inputTokens, unknown.outputTokens]).toEqual([undefined, undefined]);
    const cached = figuresOf({ cell, result: await resultOf({ cached: true }) });
    expect([cached.cached, cached.totalMs, cached.firstTokenMs]).toEqual([true, undefined, undefined]);
  });

  it('gives a failure its code and no figures', async () => {
    const error = new InferenceError({ code: 'quota', provider: 'a', message: 'used up' });
    const [line] = tableOf([{ cell, result: await resultOf({ deltas: ['half'], error }) }]);
    expect(line).toEqual({ target: 'a', prompt: 'p1', row: 0, repeat: 0, status: 'error', error: 'quota' });
  });

  it('sums up a target over the cells that state a figure', async () => {
    const scripts: readonly Script[] = [
      { usage: { inputTokens: 2, outputTokens: 10 } },
      { usage: { inputTokens: 4 } },
      { cached: true, finishReason: 'content-filter' },
      { error: new InferenceError({ code: 'network', provider: 'a', message: 'refused' }) },
    ];
    const provider = scripted('a', (_input, call) => scripts[call] ?? {});
    const target = { id: 'a', provider, model: 'm', concurrency: 1 };
    const { targets } = await compare({ targets: [target], prompts: ['x'], repeats: 4, limits: { retries: 0 } }).done;
    expect(targets).toEqual([
      {
        target: 'a',
        ok: 2,
        refused: 1,
        failed: 1,
        already: 0,
        skipped: 0,
        stopped: undefined,
        totalMs: { mean: 20, n: 2 },
        firstTokenMs: { mean: 5, n: 2 },
        inputTokens: { mean: 3, n: 2 },
        outputTokens: { mean: 10, n: 1 },
      },
    ]);
  });
});
