import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { codeUnitPlaces } from '../src/tasks/code-points.ts';
import { giving } from './stub.ts';

const model = 'org/model';

test('places behind an emoji are moved from code points to UTF-16 code units', async () => {
  const text = '👋🏽 I am Ada from 𝓡ome';
  /** As Python counts. */
  const place = (word: string) => {
    const start = [...text.slice(0, text.indexOf(word))].length;
    return { word, start, end: start + [...word].length };
  };
  const body = [
    { entity_group: 'PER', score: 1, ...place('Ada') },
    { entity_group: 'LOC', score: 1, ...place('𝓡ome') },
  ];
  const provider = hf({ fetch: giving(body), apiKey: 'hf_x' });
  const { entities } = await provider.run('token-classification', { model, text });
  expect(entities.map(({ start, end }) => text.slice(start, end))).toEqual(['Ada', '𝓡ome']);
  expect(body[0]?.start).not.toBe(entities[0]?.start);

  const answer = { answer: 'Ada', score: 1, ...place('Ada') };
  const asked = hf({ fetch: giving(answer), apiKey: 'hf_x' });
  const { answers } = await asked.run('question-answering', { model, question: 'Who?', context: text });
  expect(text.slice(answers[0]?.start, answers[0]?.end)).toBe('Ada');
});

test('every place of every text is found', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const toCodeUnits = codeUnitPlaces(text);
      const characters = [...text];
      characters.forEach((character, place) => {
        expect(text.slice(toCodeUnits(place), toCodeUnits(place + 1))).toBe(character);
      });
      expect(toCodeUnits(characters.length)).toBe(text.length);
    }),
  );
});
