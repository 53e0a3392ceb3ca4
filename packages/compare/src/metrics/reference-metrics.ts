import { chrf } from './chrf.ts';
import { editSimilarity } from './edit-similarity.ts';
import type { ReferenceMetric } from './metric.ts';
import { labelForm, normalForm } from './normal-form.ts';
import { rougeL } from './rouge-l.ts';
import { answerOf, labelOf } from './task-outputs.ts';
import { tokenF1 } from './token-f1.ts';
import { rougeTokens, squadForm, squadTokens, stemmedRougeTokens, type Tokenise, words } from './tokens.ts';

/** The best over the references, of which any will do. */
const best =
  (compare: (answer: string, reference: string) => number | undefined): ReferenceMetric['of'] =>
  (outcome, references) => {
    const answer = answerOf(outcome);
    if (answer === undefined) return undefined;
    const values = references.map((reference) => compare(answer, reference));
    const known = values.filter((value) => value !== undefined);
    return known.length < values.length || known.length === 0 ? undefined : Math.max(...known);
  };

const inNormalForm =
  (compare: (answer: string, reference: string) => number | undefined) => (answer: string, reference: string) =>
    compare(normalForm(answer), normalForm(reference));

/** rouge-score sees no word in other scripts than Latin: what it cannot see is unknown, not 0. */
const ofVisible = (tokenise: Tokenise) => (answer: string, reference: string) => {
  const tokens = tokenise(reference);
  return tokens.length === 0 ? undefined : rougeL(tokenise(answer), tokens);
};

const text = 'an answer in words and a reference';

/** What all of them have in common. */
const common = {
  over: 'reference',
  requires: 'referencesOf',
  needs: text,
  unit: 'similarity',
  direction: 'higher',
  range: [0, 1],
} as const;

/** Numbers of single cells against what would have been right. */
export const referenceMetrics: readonly ReferenceMetric[] = [
  {
    ...common,
    name: 'reference-exact',
    title: 'same text as the reference',
    unit: 'share',
    source: 'equality after NFC, line ends as LF, trimmed',
    of: best(inNormalForm((answer, reference) => (answer === reference ? 1 : 0))),
  },
  {
    ...common,
    name: 'reference-squad-exact',
    title: 'right answers to questions',
    unit: 'share',
    source: 'exact match of SQuAD 1.1 (Rajpurkar 2016): lower case, no ASCII punctuation, no English articles',
    of: best((answer, reference) => (squadForm(answer) === squadForm(reference) ? 1 : 0)),
  },
  {
    ...common,
    name: 'reference-squad-f1',
    title: 'words in common with the right answer',
    source: 'F1 of SQuAD 1.1 (Rajpurkar 2016); 1 where nothing is left of both',
    of: best((answer, reference) => tokenF1(squadTokens(answer), squadTokens(reference))),
  },
  {
    ...common,
    name: 'reference-rouge-l',
    title: 'words in common with the reference, in the same order',
    needs: `${text} in Latin letters`,
    source: 'Lin 2004 as rouge-score rougeL, fmeasure, use_stemmer=False',
    of: best(ofVisible(rougeTokens)),
  },
  {
    ...common,
    name: 'reference-rouge-l-stemmed',
    title: 'words in common with the reference, in the same order, endings aside',
    needs: `${text} in English`,
    source: 'Lin 2004 as rouge-score rougeL, fmeasure, use_stemmer=True, with Porter’s own stemmer',
    of: best(ofVisible(stemmedRougeTokens)),
  },
  {
    ...common,
    name: 'reference-rouge-l-words',
    title: 'words in common with the reference, in the same order, in any script',
    source: 'Lin 2004, F with β = 1, not stemmed, over the words of UAX #29 in lower case',
    of: best(inNormalForm((answer, reference) => rougeL(words(answer), words(reference)))),
  },
  {
    ...common,
    name: 'reference-chrf',
    title: 'runs of characters in common with the reference',
    source: 'Popović 2015 as sacreBLEU chrF2 (nc:6 nw:0 space:no case:mixed eff:yes), divided by 100',
    of: best((answer, reference) => chrf(answer, reference, 2)),
  },
  {
    ...common,
    name: 'reference-edit',
    title: 'characters that need no edit to be the reference',
    needs: `${text}, of 20,000 characters at most`,
    source: '1 − Levenshtein 1966 / longer length, code points',
    of: best(inNormalForm(editSimilarity)),
  },
  {
    ...common,
    name: 'reference-label',
    title: 'right labels (accuracy)',
    needs: 'a label, or a label as text, and a reference',
    unit: 'share',
    source: 'equality of the best label, in lower case without punctuation around it',
    of: (outcome, references) => {
      const label = labelOf(outcome);
      if (label === undefined || references.length === 0) return undefined;
      return references.some((reference) => labelForm(reference) === label) ? 1 : 0;
    },
  },
];
