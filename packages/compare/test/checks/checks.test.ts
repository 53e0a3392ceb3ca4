import { jsonSchema } from '@x/core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Check,
  contains,
  costsAtMost,
  inLanguage,
  isJson,
  jsonSchemaValidator,
  matches,
  matchesSchema,
  maxWords,
  notContains,
  notRefused,
  notTruncated,
  passes,
  within,
} from '../../src/checks/index.ts';
import type { Outcome } from '../../src/metrics/index.ts';
import { answered, cell, failure, output } from '../metrics/outcomes.ts';

const withheld: Outcome = { status: 'refused', text: '', finishReason: 'content-filter' };
const person = { type: 'object', required: ['name'], properties: { name: { type: 'string', pattern: '^[A-Z]' } } };
const zodPerson = z.object({ name: z.string() });
const german = (): string => 'de';
const unsure = (): undefined => undefined;

test.each<[Check, Outcome | string, string, RegExp]>([
  [contains('Paris'), 'It is Paris.', 'pass', /has "Paris"/],
  [contains('Paris'), 'It is paris.', 'fail', /lacks "Paris"/],
  [contains('Paris', { ignoreCase: true }), 'It is paris.', 'pass', /has/],
  [contains('é'), 'caf\u0065\u0301', 'pass', /has/],
  [contains('é'), output({ labels: [] }), 'unknown', /none in words/],
  [contains('é'), failure, 'unknown', /the call failed: timeout/],
  [contains('é'), withheld, 'fail', /lacks/],
  [notContains('sorry', { ignoreCase: true }), 'Sorry!', 'fail', /has "sorry"/],
  [notContains('sorry'), 'Gladly.', 'pass', /lacks/],
  [notContains('sorry'), failure, 'unknown', /failed/],
  [matches('^\\d{4}-\\d{2}$', { multiline: true }), 'On\n2026-11\nit rained', 'pass', /matches/],
  [matches('^\\d+$'), 'On 4 days', 'fail', /does not match/],
  [matches('a.b', { dotAll: true, ignoreCase: true }), 'A\nB', 'pass', /matches/],
  [matches('\\p{Han}+'), '東京', 'pass', /matches/],
  [maxWords(3), "Don't panic now", 'pass', /has 3 words/],
  [maxWords(3), 'one two three four five', 'fail', /5 words, 2 too many/],
  [inLanguage('de-AT', german), 'Servus', 'pass', /is in de/],
  [inLanguage('en', german), 'Servus', 'fail', /is in de, not in en/],
  [inLanguage('en', unsure), 'ok', 'unknown', /not certain/],
  [isJson(), '[1, 2]', 'pass', /JSON/],
  [isJson(), '```json\n[1]\n```', 'fail', /is no JSON/],
  [isJson({ allowFence: true }), '```json\n[1]\n```', 'pass', /JSON/],
  [matchesSchema(person), '{"name": "Ada"}', 'pass', /schema/],
  [matchesSchema(person), '{"name": "ada"}', 'fail', /\/name: must match pattern/],
  [matchesSchema(person), '{}', 'fail', /required property 'name'/],
  [matchesSchema(person), 'Ada', 'fail', /is no JSON/],
  [matchesSchema(person), withheld, 'fail', /is no JSON/],
  [matchesSchema(zodPerson), '{"name": "Ada"}', 'pass', /schema/],
  [matchesSchema(zodPerson), '{"name": 1}', 'fail', /\/name: /],
  [matchesSchema(jsonSchema(person)), '{}', 'fail', /required property 'name'/],
  [matchesSchema(jsonSchema(zodPerson, person)), '{}', 'fail', /\/name: /],
  [notRefused(), 'Sure.', 'pass', /no sign/],
  [notRefused(), "I'm unable to help with that.", 'fail', /heuristic.*unable to help/],
  [notRefused({ providerOnly: true }), "I'm unable to help with that.", 'pass', /no sign/],
  [notRefused({ providerOnly: true }), withheld, 'fail', /the provider says so: content-filter/],
  [notTruncated(), answered('and then', { finishReason: 'length' }), 'fail', /token limit/],
  [notTruncated(), 'The end.', 'pass', /ended with stop/],
  [notTruncated(), output({ labels: [] }), 'unknown', /no finish reason/],
  [within(500), answered('x', { totalMs: 500 }), 'pass', /took 500 ms/],
  [within(500), answered('x', { totalMs: 500.4 }), 'fail', /1 ms too long/],
  [within(500, { part: 'first-token' }), answered('x', { totalMs: 900, firstTokenMs: 90 }), 'pass', /took 90 ms/],
  [within(500), answered('x', { cached: true }), 'unknown', /a cache answered/],
  [within(500), 'x', 'unknown', /no time is known/],
  [costsAtMost(0.01), answered('x', { usd: 0.01 }), 'pass', /cost \$0.01/],
  [costsAtMost(0.01), answered('x', { usd: 0.02 }), 'fail', /more than \$0.01/],
  [costsAtMost(0.01), 'x', 'unknown', /no price is known/],
])('%o on %j: %s', async (check, answer, verdict, reason) => {
  const result = await check.of(cell('a', answer));
  expect(result).toEqual({ verdict, reason: expect.stringMatching(reason) });
});

describe('a function as a check', () => {
  const verdictOf = (judge: Parameters<typeof passes>[1], answer: Outcome | string = 'x') =>
    passes('mine', judge).of(cell('a', answer));

  test.each<[Parameters<typeof passes>[1], string, RegExp]>([
    [() => true, 'pass', /passed it/],
    [async () => false, 'fail', /failed it/],
    [() => ({ pass: false, reason: 'too dull' }), 'fail', /^too dull$/],
    [() => undefined, 'unknown', /did not say/],
    [({ row }) => row === 0, 'pass', /passed/],
  ])('%s', async (judge, verdict, reason) => {
    expect(await verdictOf(judge)).toEqual({ verdict, reason: expect.stringMatching(reason) });
  });

  test('that throws knows nothing, and says why', async () => {
    const broken = () => {
      throw new TypeError('x is not a function');
    };
    expect(await verdictOf(broken)).toEqual({
      verdict: 'unknown',
      reason: 'the check itself failed: x is not a function',
    });
  });

  test('is asked about failures too', async () => {
    expect(await verdictOf(({ outcome }) => outcome.status === 'error', failure)).toMatchObject({ verdict: 'pass' });
  });
});

describe('patterns cannot hang a run', () => {
  // With JavaScript's own engine each of these takes longer than the universe is old.
  const text = `${'a'.repeat(5_000)}!`;

  test('of a check', async () => {
    expect(await matches('^(a+)+$').of(cell('a', text))).toMatchObject({ verdict: 'fail' });
  });

  test('of a JSON Schema', () => {
    const validate = jsonSchemaValidator({ pattern: '^(a|aa)+$', patternProperties: { '^(a+)+$': false } });
    expect(validate(text)).toEqual([expect.stringContaining('must match pattern')]);
    expect(validate({ [text]: 1 })).toEqual([]);
  });
});

describe('a JSON Schema', () => {
  test('is read in the dialect that it names', () => {
    const tuple = { items: [{ type: 'string' }], additionalItems: false };
    const draft7 = jsonSchemaValidator({ $schema: 'http://json-schema.org/draft-07/schema#', ...tuple });
    expect(draft7(['a', 1])).toEqual(['/: must NOT have more than 1 items']);
    expect(jsonSchemaValidator({ prefixItems: [{ type: 'string' }], items: false })(['a', 1])).toHaveLength(1);
  });

  test('takes formats for remarks', () => {
    expect(jsonSchemaValidator({ format: 'email' })('not one')).toEqual([]);
  });

  test('that asks for much has its first issues said and the others counted', async () => {
    const schema = { required: ['a', 'b', 'c', 'd', 'e'] };
    expect(await matchesSchema(schema).of(cell('a', '{}'))).toMatchObject({
      reason: expect.stringMatching(/and 2 more$/),
    });
  });
});

test.each([
  ['a pattern that is none', () => matches('(a'), /\/\(a\/ cannot be used.*RE2/],
  ['look-behind', () => matches('(?<=a)b'), /without look-around/],
  ['a back-reference', () => matches('(a)\\1'), /back-references/],
  ['a schema that is none', () => matchesSchema({ type: 'text' }), /JSON Schema cannot be used/],
  ['a schema elsewhere', () => matchesSchema({ $ref: 'https://example.com/a.json' }), /cannot be used/],
  ['a negative number of words', () => maxWords(-1), /maxWords cannot be -1/],
  ['a time that is none', () => within(Number.NaN), /within cannot be NaN/],
])('%s is refused before anything is checked', (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(message) }));
});
