import { stemmer } from 'stemmer';
import { stopwords } from '../text/stopwords.ts';
import { type Span, sentences, stems, wordSpans } from '../text/words.ts';

/** A piece of a context that answers a question; `context.slice(start, end)` is `answer`. */
export interface ExtractedAnswer {
  readonly answer: string;
  /** About the share of the question's topic words that the sentence of the answer has; between 0 and 1. */
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

/** What the answer to a kind of question looks like. */
const answerShapes: readonly { readonly question: RegExp; readonly answer: RegExp }[] = [
  { question: /\b(?:when|what year|which year)\b/iu, answer: /\b(?:\d{1,2} )?(?:\p{Lu}\p{L}+ )?\d{3,4}\b/gu },
  { question: /\bhow (?:many|much|old|tall|far|long|high)\b/iu, answer: /\b\d[\d.,]*(?: \p{Ll}+)?/gu },
  {
    question: /\bwhere\b/iu,
    answer: /(?<=\b(?:in|at|on|from|near|to) )(?:the )?\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]*)*/gu,
  },
  { question: /\b(?:who|whose|name)\b/iu, answer: /\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*/gu },
];

/**
 * Up to `count` answers, best first: the sentences that share most words with the question, and of each the piece
 * that has the shape the question asks for, or else its longest run of words that the question does not have.
 */
export function answerQuestion(question: string, context: string, count: number): readonly ExtractedAnswer[] {
  const asked = new Set(stems(question));
  return sentences(context)
    .map((sentence) => extract(sentence, question, asked))
    .sort((left, right) => right.score - left.score || left.start - right.start)
    .slice(0, count);
}

function extract(sentence: Span, question: string, asked: ReadonlySet<string>): ExtractedAnswer {
  const shared = new Set(stems(sentence.value).filter((stem) => asked.has(stem))).size;
  const shaped = shapedPiece(sentence.value, question, asked);
  const piece = shaped ?? newestRun(sentence.value, asked);
  const start = sentence.start + piece.start;
  // Never 0 and never 1: a word count is no certainty in either direction.
  const score = (shared + (shaped === undefined ? 0.1 : 0.6)) / (asked.size + 0.7);
  return { answer: piece.value, score, start, end: start + piece.value.length };
}

function shapedPiece(sentence: string, question: string, asked: ReadonlySet<string>): Span | undefined {
  const shape = answerShapes.find((candidate) => candidate.question.test(question));
  if (shape === undefined) return undefined;
  return [...sentence.matchAll(shape.answer)]
    .map((match) => ({ value: match[0], start: match.index, end: match.index + match[0].length }))
    .find(({ value }) => isNew(value, asked));
}

function isNew(piece: string, asked: ReadonlySet<string>): boolean {
  const own = wordSpans(piece).map(({ value }) => value.toLowerCase());
  return own.some((word) => !stopwords.has(word) && !asked.has(stemmer(word)));
}

function newestRun(sentence: string, asked: ReadonlySet<string>): Span {
  let best: Span = { value: '', start: 0, end: 0 };
  let start: number | undefined;
  for (const { value, start: wordStart, end } of wordSpans(sentence)) {
    const lower = value.toLowerCase();
    if (asked.has(stemmer(lower)) || (start === undefined && stopwords.has(lower))) {
      start = undefined;
      continue;
    }
    start ??= wordStart;
    if (end - start > best.end - best.start) best = { value: sentence.slice(start, end), start, end };
  }
  return best.value === '' ? { value: sentence, start: 0, end: sentence.length } : best;
}
