import { keywords, properNouns } from '../text/words.ts';

/** What a prompt offers to fill a schema with, so that the values have to do with it. */
export interface Material {
  readonly text: string;
  /** Capitalised names first, then the words that the prompt is about. */
  readonly words: readonly string[];
  readonly numbers: readonly number[];
}

const number = /-?\d+(?:\.\d+)?/gu;
const wordCount = 8;

/** Gathers the names, topic words and numbers of a prompt. */
export function materialOf(text: string): Material {
  const names = properNouns(text).map(({ value }) => value);
  const unnamed = keywords(text, wordCount).filter((word) => !names.some((name) => name.toLowerCase().includes(word)));
  return {
    text,
    words: [...names, ...unnamed],
    numbers: (text.match(number) ?? []).map(Number),
  };
}

/** What the prompt says after the name of a property ("city is Paris", "city: Paris"), if it does. */
export function statedValue(material: Material, property: string): string | undefined {
  const name = property.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  if (name === '') return undefined;
  const stated = new RegExp(`\\b${name}(?: is|:| =) ["']?(?<value>[\\p{L}\\p{N}'’-]+)`, 'iu').exec(material.text);
  return stated?.groups?.['value'];
}
