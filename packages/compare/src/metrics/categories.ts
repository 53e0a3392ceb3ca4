import type { Category } from './metric.ts';
import { textOf } from './outcome.ts';
import { refusalOf, refusalPhrasesVersion } from './refusal.ts';
import { labelOf } from './task-outputs.ts';

/** Words for single cells, to be counted. */
export const categories: readonly Category[] = [
  {
    name: 'status',
    title: 'how the call ended',
    needs: 'a cell that ended',
    source: 'the run; for failures the code of the error',
    of: ({ status, error }) => (error === undefined ? status : `${status}: ${error}`),
  },
  {
    name: 'finish',
    title: 'why the answer ended',
    needs: 'a finish reason',
    source: "the provider's finish reason, in the contract's words",
    of: ({ finishReason }) => finishReason,
  },
  {
    name: 'refusal',
    title: 'who says that it is a refusal',
    needs: 'an answer or a refusal',
    source: `provider: its own signal; phrase: heuristic, English, phrases ${refusalPhrasesVersion}`,
    of: (outcome) => (outcome.status === 'error' ? undefined : (refusalOf(outcome)?.by ?? 'none')),
  },
  {
    name: 'language',
    title: 'language of the answer, ISO 639-1',
    needs: 'an answer in words of 40 bytes or more that the detector is sure of',
    requires: 'language',
    source: 'eld, n-grams of 60 languages',
    of: (outcome, { language }) => {
      const text = textOf(outcome);
      return text === undefined ? undefined : language?.(text);
    },
  },
  {
    name: 'label',
    title: 'best label',
    needs: 'labels, or a label as text',
    source: 'the label of the highest score, in lower case without punctuation around it',
    of: labelOf,
  },
];
