import { chrf } from './chrf.ts';
import { editSimilarity } from './edit-similarity.ts';
import { parseJson, sameJson } from './json-answer.ts';
import type { PairMetric } from './metric.ts';
import { normalForm } from './normal-form.ts';
import { type Outcome, textOf } from './outcome.ts';
import { kendallTauB, spearman } from './rank-correlation.ts';
import { rougeL } from './rouge-l.ts';
import { answerOf, labelOf, scoresOf } from './task-outputs.ts';
import { tokenF1 } from './token-f1.ts';
import { words } from './tokens.ts';
import { cosine, type Vector } from './vectors.ts';

/** Compares two answers in words, both in their normal form. */
const ofTexts =
  (compare: (a: string, b: string) => number | undefined): PairMetric['of'] =>
  (a, b) => {
    const [left, right] = [answerOf(a), answerOf(b)];
    return left === undefined || right === undefined ? undefined : compare(normalForm(left), normalForm(right));
  };

/** Compares the scores that two answers give to the same items. */
const ofScores =
  (compare: (a: readonly number[], b: readonly number[]) => number | undefined): PairMetric['of'] =>
  (a, b) => {
    const [left, right] = [scoresOf(a), scoresOf(b)];
    if (left === undefined || right === undefined || left.size !== right.size) return undefined;
    const items = [...left.keys()];
    const others = items.map((item) => right.get(item)).filter((score) => score !== undefined);
    return others.length === items.length ? compare([...left.values()], others) : undefined;
  };

const twoTexts = 'two answers in words';
const normalised = 'NFC, line ends as LF, trimmed';

/** Agreement of two answers to the same. Between two outputs neither is the reference, so every one is symmetric. */
export const pairMetrics: readonly PairMetric[] = [
  {
    over: 'pair',
    name: 'agreement-exact',
    title: 'same text',
    needs: twoTexts,
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: `equality after ${normalised}`,
    of: ofTexts((a, b) => (a === b ? 1 : 0)),
  },
  {
    over: 'pair',
    name: 'agreement-json',
    title: 'same JSON, whatever the order of keys',
    needs: 'two answers that are JSON',
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: 'equality of the canonical form, RFC 8785',
    of: ofTexts(jsonAgreement),
  },
  {
    over: 'pair',
    name: 'agreement-token-f1',
    title: 'words in common',
    needs: twoTexts,
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: `Rajpurkar 2016, over the words of UAX #29 in lower case, so in any script; ${normalised}`,
    of: ofTexts((a, b) => tokenF1(words(a), words(b))),
  },
  {
    over: 'pair',
    name: 'agreement-rouge-l',
    title: 'words in common, in the same order',
    needs: `${twoTexts}, of 10,000 words at most`,
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: `Lin 2004, F with β = 1, not stemmed, over the words of UAX #29 in lower case; ${normalised}`,
    of: ofTexts((a, b) => rougeL(words(a), words(b))),
  },
  {
    over: 'pair',
    name: 'agreement-chrf',
    title: 'runs of characters in common',
    needs: twoTexts,
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: `Popović 2015 as sacreBLEU has it, with β = 1 (chrF1), divided by 100; ${normalised}`,
    of: ofTexts((a, b) => chrf(a, b, 1)),
  },
  {
    over: 'pair',
    name: 'agreement-edit',
    title: 'characters that need no edit',
    needs: `${twoTexts}, of 20,000 characters at most`,
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: `1 − Levenshtein 1966 / longer length, code points; ${normalised}`,
    of: ofTexts(editSimilarity),
  },
  {
    over: 'pair',
    name: 'agreement-cosine',
    title: 'similar meaning, by an embedding model',
    needs: `${twoTexts} with vectors`,
    requires: 'vectorOf',
    unit: 'similarity',
    direction: 'none',
    range: [-1, 1],
    source: 'cosine of the vectors of the two answers',
    of: (a, b, { vectorOf }) => {
      const [left, right] = [a, b].map((outcome) => vectorOfText(outcome, vectorOf));
      return left && right && cosine(left, right);
    },
  },
  {
    over: 'pair',
    name: 'agreement-label',
    title: 'same label',
    needs: 'two labels, or labels as text',
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: 'equality of the best label, in lower case without punctuation around it',
    of: (a, b) => {
      const [left, right] = [labelOf(a), labelOf(b)];
      return left === undefined || right === undefined ? undefined : left === right ? 1 : 0;
    },
  },
  {
    over: 'pair',
    name: 'agreement-spearman',
    title: 'same order of ranked items, ρ',
    needs: 'scores of the same two or more items, not all equal',
    unit: 'correlation',
    direction: 'none',
    range: [-1, 1],
    source: 'Spearman 1904, ties by mean rank, as scipy.stats.spearmanr',
    of: ofScores(spearman),
  },
  {
    over: 'pair',
    name: 'agreement-kendall',
    title: 'same order of ranked items, τ-b',
    needs: 'scores of the same two or more items, not all equal',
    unit: 'correlation',
    direction: 'none',
    range: [-1, 1],
    source: 'Kendall 1945, as scipy.stats.kendalltau',
    of: ofScores(kendallTauB),
  },
];

function jsonAgreement(a: string, b: string): number | undefined {
  const [left, right] = [parseJson(a), parseJson(b)];
  return left && right && (sameJson(left, right) ? 1 : 0);
}

function vectorOfText(outcome: Outcome, vectorOf: ((text: string) => Vector | undefined) | undefined) {
  const text = textOf(outcome);
  return text === undefined ? undefined : vectorOf?.(text);
}
