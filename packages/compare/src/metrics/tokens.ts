import { stemmer } from 'stemmer';

/** Cuts a text into what is compared. */
export type Tokenise = (text: string) => readonly string[];

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Words as Unicode segments them (UAX #29, and dictionaries for Chinese, Japanese, Thai …), in lower case. */
export function words(text: string): readonly string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) found.push(segment.toLowerCase());
  }
  return found;
}

// Python's string.punctuation, which the SQuAD script takes out: ASCII only.
const asciiPunctuation = /[!-/:-@[-`{-~]/g;
const articles = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;
// Of Unicode, as Python's str.split has it but for four separators of data files.
const whiteSpace = /\p{White_Space}+/gu;

/** An answer as SQuAD compares it (Rajpurkar 2016): lower case, no ASCII punctuation, no English articles. */
export function squadForm(text: string): string {
  const bare = text.toLowerCase().replaceAll(asciiPunctuation, '').replaceAll(articles, ' ');
  return bare.replaceAll(whiteSpace, ' ').trim();
}

/** The words of `squadForm`. */
export function squadTokens(text: string): readonly string[] {
  const form = squadForm(text);
  return form === '' ? [] : form.split(' ');
}

/** The words as rouge-score has them: runs of ASCII letters and digits, in lower case. Other scripts have none. */
export const rougeTokens: Tokenise = (text) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/**
 * `rougeTokens` without endings: Porter's stemmer (1980, with its author's later changes) on words of more than three
 * letters, as rouge-score does. rouge-score takes NLTK's, which has some rules of its own: a few words differ.
 */
export const stemmedRougeTokens: Tokenise = (text) =>
  rougeTokens(text).map((token) => (token.length > 3 ? stemmer(token) : token));

/** The text without white space, as sacreBLEU takes it out for chrF. */
export const withoutWhiteSpace = (text: string): string => text.replaceAll(whiteSpace, '');
