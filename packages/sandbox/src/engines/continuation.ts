import { pick } from '../text/hash.ts';
import { firstTokens } from '../text/tokens.ts';
import { words } from '../text/words.ts';
import { nextWords } from './word-model.ts';

const wordCount = 40;
const equallyLikely = 0.4;

/** A text continued by the n-gram model: up to `limit` tokens, beginning with a space, and different for each model. */
export function continueText(prompt: string, model: string, limit: number): string {
  const history = [...words(prompt)];
  let text = '';
  for (let step = 0; step < wordCount; step += 1) {
    const word = choose(history, `${model} ${prompt} ${step}`);
    text += word === '.' ? '.' : ` ${startsSentence(text) ? capitalised(word) : word}`;
    history.push(word);
  }
  return firstTokens(text, limit);
}

function choose(history: readonly string[], seed: string): string {
  const likely = nextWords(history).filter(({ word }) => word !== '.' || history.at(-1) !== '.');
  const best = likely[0]?.weight ?? 0;
  // Only words that are about as likely as the best one take part in the draw: variety without nonsense.
  const drawn = likely.filter(({ weight }) => weight >= best * equallyLikely);
  return drawn.length === 0 ? '.' : pick(drawn, seed).word;
}

function startsSentence(text: string): boolean {
  return text.endsWith('.');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
