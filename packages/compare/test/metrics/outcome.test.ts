import { InferenceError } from '@x/core';
import { describe, expect, test } from 'vitest';
import type { CellAnswer } from '../../src/cell.ts';
import { type CellRecord, measuredCell, measuredRecord, outcomeOf, outcomeOfRecord } from '../../src/metrics/index.ts';

const answer: CellAnswer = {
  status: 'ok',
  text: 'Hello',
  finishReason: 'stop',
  usage: { inputTokens: 5, outputTokens: 20 },
  usd: 0.01,
  warnings: [],
  meta: {
    provider: 'openai',
    model: 'm',
    attempts: 1,
    rawFinishReason: 'completed',
    timing: { totalMs: 900, firstTokenMs: 100 },
  },
  attempts: 1,
  queuedMs: 0,
};

const record: CellRecord = {
  st: 'ok',
  text: 'Hello',
  finish: 'stop',
  u: { inputTokens: 5, outputTokens: 20 },
  usd: 0.01,
  ttft: 100,
  ms: 900,
  src: 'live',
  m: { provider: 'openai', model: 'm', rawFinishReason: 'completed' },
};

test('a result and its line in the run file are the same outcome', () => {
  expect(outcomeOf(answer)).toEqual({ ...outcomeOfRecord(record), cached: undefined });
});

test('a cell keeps its place', () => {
  const place = { target: 't', prompt: 'p', row: 3, repeat: 1, axes: { temperature: 0 } };
  expect(measuredCell({ cell: { key: 'k', ...place }, result: answer })).toMatchObject(place);
  expect(measuredRecord({ ...place, ...{ key: 'k', status: 'ok' } }, record)).toEqual({
    ...place,
    outcome: outcomeOfRecord(record),
  });
});

test('what a cache answered has neither pace nor price', () => {
  const unknown = { usd: undefined, totalMs: undefined, firstTokenMs: undefined, cached: true };
  expect(outcomeOf({ ...answer, usd: 0, meta: { ...answer.meta, cached: true } })).toMatchObject(unknown);
  expect(outcomeOfRecord({ ...record, usd: 0, src: 'cache' })).toMatchObject(unknown);
});

test('null in a run file is unknown', () => {
  const { usage, usd, firstTokenMs, totalMs } = outcomeOfRecord({
    ...record,
    u: null,
    usd: null,
    ttft: null,
    ms: null,
  });
  expect([usage, usd, firstTokenMs, totalMs]).toEqual([undefined, undefined, undefined, undefined]);
});

describe('text', () => {
  const toolCall = { type: 'tool-call', id: '1', name: 'f', input: {}, rawArguments: '{}' } as const;

  test.each([
    ['an empty answer is an empty text', {}, ''],
    ['tool calls alone are none', { tools: [toolCall] }, undefined],
    ['vectors are none', { out: { vectors: [[1, 2]] } }, undefined],
    ['a task that answers in words, with none, is an empty text', { out: { text: '' } }, ''],
  ])('%s', (_, fields, text) => {
    expect(outcomeOfRecord({ ...record, text: '', ...fields }).text).toBe(text);
  });

  test('the same of results of the engine', () => {
    expect(outcomeOf({ ...answer, text: '', toolCalls: [toolCall] }).text).toBeUndefined();
    expect(outcomeOf({ ...answer, text: '', output: { labels: [] } }).text).toBeUndefined();
    expect(outcomeOf({ ...answer, text: '' }).text).toBe('');
  });
});

test('a failure keeps its code and nothing of what had come', () => {
  const error = new InferenceError({ code: 'timeout', provider: 'p', message: 'too long' });
  const failed = { status: 'error', error: 'timeout' };
  expect(outcomeOf({ status: 'error', error, text: 'half an ans', attempts: 1, queuedMs: 0 })).toEqual(failed);
  expect(outcomeOfRecord({ st: 'error', text: 'half an ans', err: { kind: 'timeout' } })).toEqual(failed);
});
