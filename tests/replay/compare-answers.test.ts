import { expect, test } from 'vitest';
import { difference, same } from '../../scripts/replay/compare-answers.ts';
import { ANYTHING, type Expectation } from '../../scripts/replay/witness/expectation.ts';

const answer = (facts: Readonly<Record<string, readonly unknown[]>>): Expectation => ({ kind: 'answer', facts });

test('a fact may have several right readings, and facts that are not expected are not compared', () => {
  const expected = [answer({ text: ['a', ' a'] })];
  expect(difference(expected, { kind: 'answer', facts: { text: ' a', finishReason: 'stop' } })).toBeUndefined();
  expect(difference(expected, { kind: 'answer', facts: { text: 'b' } })).toBe('text: expected "a" or " a", got "b"');
});

test('an error must have a plausible code and the recorded status', () => {
  const expected: Expectation[] = [{ kind: 'error', codes: ['auth'], status: 401 }];
  const error = { kind: 'error' as const, message: 'no', status: 401 };
  expect(difference(expected, { ...error, code: 'auth' })).toBeUndefined();
  expect(difference(expected, { ...error, code: 'server' })).toBe('expected auth, got server: "no"');
  expect(difference(expected, { ...error, code: 'auth', status: 403 })).toBe('expected status 401, got 403 (auth)');
});

test('an answer in place of an error is a difference, and the other way round', () => {
  const failed = { kind: 'error' as const, code: 'interrupted', message: 'cut' };
  expect(difference([answer({ text: ['a'] })], failed)).toBe('expected an answer, got interrupted: "cut"');
  expect(difference([{ kind: 'error', codes: ['interrupted'] }], { kind: 'answer', facts: {} })).toBe(
    'expected an error (interrupted), got an answer: {}',
  );
});

test('any of several expectations is enough', () => {
  const either: Expectation[] = [answer({ text: ['a'] }), { kind: 'error', codes: ['bad-response'] }];
  expect(difference(either, { kind: 'error', code: 'bad-response', message: 'no' })).toBeUndefined();
});

test('values are equal by meaning', () => {
  expect(same({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(same([ANYTHING], ['x'])).toBe(true);
  expect(same(0.1, Math.fround(0.1))).toBe(true);
  expect(same(1, 2)).toBe(false);
});
