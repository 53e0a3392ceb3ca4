/** One token is up to four characters of a word together with the white space before it. */
const token = /\s*\S{1,4}|\s+$/gu;

/** One stretch that a stream sends at once: up to twelve characters of a word with the white space before it. */
const stretch = /\s*\S{1,12}|\s+$/gu;

/**
 * The sandbox's tokens of a text; joined they are the text again.
 * Four characters a token is the rule of thumb that vendors give for English.
 */
export function tokens(text: string): readonly string[] {
  return text.match(token) ?? [];
}

/** How many tokens the sandbox counts in a text. */
export function countTokens(text: string): number {
  return tokens(text).length;
}

/** The longest beginning of a text that has at most `limit` tokens. */
export function firstTokens(text: string, limit: number): string {
  return tokens(text).slice(0, Math.max(0, limit)).join('');
}

/** A text cut into the stretches that a stream sends one by one; joined they are the text again. */
export function stretches(text: string): readonly string[] {
  return text.match(stretch) ?? [];
}

const fragmentLength = 6;

/** A text cut into pieces of six characters, wherever words end: how the arguments of a call are streamed. */
export function fragments(text: string): readonly string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / fragmentLength) }, (_, index) =>
    characters.slice(index * fragmentLength, (index + 1) * fragmentLength).join(''),
  );
}
