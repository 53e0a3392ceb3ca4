import { inspect } from 'node:util';
import { InferenceError, jsonSchema, parseTask, supports, taskNames, tool } from '@x/core';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { stubVendor } from './stub-vendor.ts';

test.each([
  ['chat', 'chat'],
  ['text2text-generation', 'text-generation'],
  ['conversational', 'chat'],
  ['image-text-to-text', 'chat'],
  ['feature-extraction', 'embedding'],
  ['ner', 'token-classification'],
  ['sentiment-analysis', 'text-classification'],
  ['Fill_Mask', 'fill-mask'],
  ['translation_en_to_fr', 'translation'],
  ['toString', undefined],
  ['', undefined],
  ['video-classification', undefined],
])('parseTask(%j) is %j', (name, task) => {
  expect(parseTask(name)).toBe(task);
});

test('every task parses as itself', () => {
  expect(taskNames.map(parseTask)).toEqual(taskNames);
  expect(taskNames).toHaveLength(26);
});

test('supports reads the table, not the prototype', () => {
  expect(supports(stubVendor(), 'chat')).toBe(true);
  expect(supports(stubVendor(), 'fill-mask')).toBe(false);
});

test('a tool is what it was defined as', () => {
  const definition = { input: z.object({ city: z.string() }), execute: ({ city }: { city: string }) => city.length };
  expect(tool(definition)).toBe(definition);
});

test('jsonSchema states the schema and validates when it has a validator', async () => {
  const json = { type: 'object', properties: { n: { type: 'number' } } };
  const plain = jsonSchema<{ n: number }>(json);
  expect(plain['~standard'].jsonSchema.input({ target: 'draft-2020-12' })).toEqual(json);
  expect(await plain['~standard'].validate({ n: 'x' })).toEqual({ value: { n: 'x' } });
  const checked = jsonSchema(z.object({ n: z.number() }), json);
  expect(await checked['~standard'].validate({ n: 'x' })).toHaveProperty('issues');
  expect(await checked['~standard'].validate({ n: 1 })).toEqual({ value: { n: 1 } });
});

test('an error is recognised across copies, prints what is known and no more', () => {
  const error = new InferenceError({ code: 'rate-limit', message: 'slow down', provider: 'stub', status: 429 });
  expect(InferenceError.is(error)).toBe(true);
  expect(InferenceError.is({ [Symbol.for('@x/core/InferenceError')]: true })).toBe(true);
  expect([null, undefined, 'x', new Error('x'), {}].some(InferenceError.is)).toBe(false);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('InferenceError');
  expect(error.retryable).toBe(true);
  expect('model' in error).toBe(false);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'InferenceError',
    code: 'rate-limit',
    message: 'slow down',
    provider: 'stub',
    status: 429,
    retryable: true,
  });
  expect(inspect(error)).not.toContain('undefined');
});

test('an error can be told more, and keeps the rest', () => {
  const error = new InferenceError({ code: 'auth', message: 'no', provider: 'stub', model: 'm' });
  const more = error.with({ message: 'no key', partial: { text: 'h', content: [] } });
  expect(more).toMatchObject({ code: 'auth', message: 'no key', provider: 'stub', model: 'm', partial: { text: 'h' } });
  expect(more.stack).toContain('no key');
  expect(more.stack?.split('\n')[1]).toBe(error.stack?.split('\n')[1]);
});
