import { expect, test } from 'vitest';
import { ANYTHING, type ExpectedFacts } from '../../scripts/replay/witness/expectation.ts';
import { expectModelPage, expectRenamed } from '../../scripts/replay/witness/hub-page.ts';

function facts(page: object): ExpectedFacts {
  const [expectation] = expectModelPage(JSON.stringify(page));
  if (expectation?.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(expectation)}`);
  return expectation.facts;
}

test('a page tells what was asked of it and no more', () => {
  expect(facts({ id: 'a/b' })).toEqual({ id: ['a/b'] });
  expect(facts({ id: 'a/b', gated: 'manual', disabled: true })).toEqual({
    id: ['a/b'],
    gated: ['manual'],
    retired: [true],
  });
});

test('tasks have the names of the contract', () => {
  expect(facts({ pipeline_tag: 'fill-mask' })['task']).toEqual(['fill-mask']);
  expect(facts({ pipeline_tag: 'feature-extraction' })['task']).toEqual(['embedding']);
  expect(facts({ pipeline_tag: 'audio-to-audio' })['task']).toEqual([undefined]);
  const talking = { pipeline_tag: 'text-generation', tags: ['conversational'] };
  expect(facts(talking)['task']).toEqual(['text-generation', 'chat']);
});

test('the licence is a tag, or on the card', () => {
  expect(facts({ tags: ['en', 'license:mit'] })).toMatchObject({ license: ['mit'], tags: [['en', 'license:mit']] });
  expect(facts({ tags: [], cardData: { license: 'mit' } })['license']).toEqual(['mit']);
  expect(facts({ tags: [] })['license']).toEqual([undefined]);
});

test('providers come as an object or as a list', () => {
  const read = [
    { provider: 'a', status: 'staging', task: ANYTHING },
    { provider: 'b', status: 'live', task: ANYTHING },
  ];
  const mapping = { a: { status: 'staging' }, b: { status: 'live' } };
  expect(facts({ inferenceProviderMapping: mapping })).toMatchObject({ servedBy: [read], served: [true] });
  const list = [
    { provider: 'a', status: 'staging' },
    { provider: 'b', status: 'live' },
  ];
  expect(facts({ inferenceProviderMapping: list })).toMatchObject({ servedBy: [read], served: [true] });
  expect(facts({ inferenceProviderMapping: {} })).toMatchObject({ servedBy: [[]], served: [false] });
});

test('a renamed model is what its new page says', () => {
  expect(expectRenamed('/api/models/new/name?expand=tags', 'fill-mask')).toEqual([
    { kind: 'answer', facts: { id: ['new/name'], task: ['fill-mask'] } },
  ]);
});

test('a page that is no JSON cannot be read', () => {
  expect(expectModelPage('<html>')).toEqual([{ kind: 'error', codes: ['bad-response'] }]);
});
