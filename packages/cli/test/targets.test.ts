import { describe, expect, test } from 'vitest';
import { parseTargets } from '../src/targets.ts';

describe('what names a target', () => {
  test.each([
    ['openai:gpt-5-mini', { id: 'openai:gpt-5-mini', vendor: 'openai', model: 'gpt-5-mini' }],
    ['hf:org/model:cerebras', { id: 'hf:org/model:cerebras', vendor: 'hf', model: 'org/model:cerebras' }],
    ['cold=gemini:gemini-2.5-flash', { id: 'cold', vendor: 'gemini', model: 'gemini-2.5-flash' }],
    [' my name = openai : m ', { id: 'my name', vendor: 'openai', model: 'm' }],
    ['openai:ft=mine', { id: 'openai:ft=mine', vendor: 'openai', model: 'ft=mine' }],
    ['a=openai:ft=mine', { id: 'a', vendor: 'openai', model: 'ft=mine' }],
  ])('%s', (given, spec) => expect(parseTargets([given])).toEqual([{ sandboxed: false, ...spec }]));

  test.each([
    ['sandbox:m', 'openai'],
    ['sandbox/hf:o/m', 'hf'],
    ['sandbox/gemini:m', 'gemini'],
  ])('%s is answered by the sandbox', (given, vendor) => {
    expect(parseTargets([given])).toMatchObject([{ id: given, vendor, sandboxed: true }]);
  });
});

describe('what does not', () => {
  test.each([
    ['gpt-5-mini', /names no provider and model.*for example openai:gpt-5-mini, gemini:.*hf:/],
    ['openai', /names no provider and model.*for example openai:gpt-5-mini$/],
    ['', /names no provider and model/],
    ['openai:', /names no model.*openai:gpt-5-mini/],
    ['anthropic:claude', /no provider "anthropic".*openai, gemini, hf/],
    ['OpenAI:gpt-5-mini', /no provider "OpenAI".*openai, gemini, hf/],
    ['=openai:m', /empty name before "="/],
    ['toString:m', /no provider "toString"/],
  ])('%s', (given, message) => expect(() => parseTargets([given])).toThrow(message));

  test('none at all', () => expect(() => parseTargets([])).toThrow(/no target.*-t openai:/));
});

test('every target gets an id of its own', () => {
  const ids = (...given: string[]) => parseTargets(given).map(({ id }) => id);
  expect(ids('openai:m', 'openai:m', 'openai:m')).toEqual(['openai:m', 'openai:m #2', 'openai:m #3']);
  expect(ids('a=openai:m', 'a=hf:m', 'a #2=hf:m')).toEqual(['a', 'a #3', 'a #2']);
});
