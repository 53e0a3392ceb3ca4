import { hash } from '../text/hash.ts';
import { words } from '../text/words.ts';

/** Samples a second of the sounds that the sandbox makes. */
export const speechSampleRate = 16_000;

const secondsPerWord = 0.05;
const mostWords = 40;
const loudness = 0.3;
const lowestPitch = 200;
const pitches = 24;

/** One short tone a word, its pitch drawn from the word, for at most 40 words. Samples go from -1 to 1. */
export function speak(text: string): readonly number[] {
  return words(text).slice(0, mostWords).flatMap(toneOf);
}

function toneOf(word: string): readonly number[] {
  const pitch = lowestPitch * 2 ** ((hash(word) % pitches) / 12);
  const length = Math.round(speechSampleRate * secondsPerWord);
  return Array.from({ length }, (_, index) => {
    // The tone swells and fades, because one that is cut off clicks.
    const swell = Math.sin((Math.PI * index) / length);
    return loudness * swell * Math.sin((2 * Math.PI * pitch * index) / speechSampleRate);
  });
}
