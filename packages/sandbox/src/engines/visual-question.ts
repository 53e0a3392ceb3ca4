import { guessLabels } from './guess.ts';
import type { LabelScore } from './sentiment.ts';

/** What may answer a kind of question, the first kind that fits. */
const kinds: readonly (readonly [question: RegExp, answers: readonly string[]])[] = [
  [/\bhow many\b|\bnumber of\b/iu, ['2', '3', '1', '4', '5', '0']],
  [/\bcolou?rs?\b/iu, ['red', 'blue', 'green', 'white', 'black', 'brown']],
  [/^\s*(?:is|are|was|were|do|does|did|has|have|can|could)\b/iu, ['yes', 'no']],
  [/\bwhen\b|\bdate\b|\bdue\b/iu, ['11/02/2019', '26/02/2019', '01/01/2025']],
  [/\b(?:invoice|order|reference)\b/iu, ['us-001', 'us-002', '2312/2019']],
  [/\b(?:total|amount|price|cost|how much)\b/iu, ['$154.06', '$145.00', '$9.06']],
  [/\bwho\b|\bname\b/iu, ['john smith', 'jane doe', 'mary jones']],
  [/\bwhere\b/iu, ['outside', 'kitchen', 'street', 'beach']],
];

const otherAnswers = ['person', 'cat', 'dog', 'table', 'tree', 'car'];

/**
 * Up to `count` answers to a question about a picture, best first, their scores from 0 to 1: of the kind that the
 * question asks for, and otherwise drawn from `seed`, because the sandbox does not look.
 */
export function answerFromPicture(question: string, seed: string, count: number): readonly LabelScore[] {
  const answers = kinds.find(([kind]) => kind.test(question))?.[1] ?? otherAnswers;
  return guessLabels(answers, `${seed} ${question}`).slice(0, count);
}
