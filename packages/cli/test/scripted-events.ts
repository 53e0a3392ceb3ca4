import type { Cell, CellAnswer, CellFailure, ComparisonEvent } from '@x/compare';
import { type ErrorCode, InferenceError, type InferenceProvider } from '@x/core';
import type { ComparedTarget } from '../src/targets.ts';

/** Views never call the provider of a target. */
const silent: InferenceProvider<'chat'> = {
  id: 'silent',
  tasks: { chat: true },
  run: () => Promise.reject(new Error('not called')),
  stream: () => {
    throw new Error('not called');
  },
};

/** A target as views see it. */
export const shown = (id: string, asked = id, note?: string): ComparedTarget => ({
  target: { id, provider: silent, model: asked.slice(asked.indexOf(':') + 1) },
  asked,
  note,
});

const cell = (target: string, prompt: string, repeat: number): Cell => ({
  key: `${prompt}-${target}`,
  target,
  prompt,
  row: 0,
  repeat,
});

export const start = (target: string, prompt = 'p1', repeat = 0): ComparisonEvent => ({
  type: 'cell-start',
  cell: cell(target, prompt, repeat),
});

export const delta = (target: string, text: string, prompt = 'p1', repeat = 0): ComparisonEvent => ({
  type: 'delta',
  cell: cell(target, prompt, repeat),
  text,
});

/** An answer with figures that are easy to recognise. */
export const answered = (
  target: string,
  text: string,
  prompt = 'p1',
  more: Partial<CellAnswer> = {},
): ComparisonEvent => ({
  type: 'cell-end',
  cell: cell(target, prompt, 0),
  result: {
    status: 'ok',
    text,
    finishReason: 'stop',
    usage: { inputTokens: 7, outputTokens: 9 },
    warnings: [],
    meta: { provider: 'silent', model: 'm', attempts: 1, timing: { totalMs: 1234, firstTokenMs: 56 } },
    attempts: 1,
    queuedMs: 0,
    ...more,
  },
});

export const failed = (
  target: string,
  code: ErrorCode,
  message: string,
  prompt = 'p1',
  text = '',
): ComparisonEvent => ({
  type: 'cell-end',
  cell: cell(target, prompt, 0),
  result: {
    status: 'error',
    error: new InferenceError({ code, provider: 'silent', message }),
    text,
    attempts: 1,
    queuedMs: 0,
  } satisfies CellFailure,
});

export const planned = (cells: number): ComparisonEvent => ({ type: 'planned', cells, already: 0, targets: [] });
