import { labelForm } from './normal-form.ts';
import { type Outcome, textOf } from './outcome.ts';
import type { Vector } from './vectors.ts';

/**
 * The label that an answer comes to, in the form in which labels are compared: the best of classification, moderation's
 * verdict, else the whole text.
 *
 * @returns undefined where there is none
 */
export function labelOf(outcome: Outcome): string | undefined {
  if (outcome.status !== 'ok') return undefined;
  const { flagged, labels } = outcome.output ?? {};
  if (typeof flagged === 'boolean') return flagged ? 'flagged' : 'not flagged';
  const label = Array.isArray(labels) ? bestLabel(labels) : textOf(outcome);
  return label === undefined ? undefined : labelForm(label) || undefined;
}

/** The answer in words: the first of question answering, else the text. */
export function answerOf(outcome: Outcome): string | undefined {
  if (outcome.status !== 'ok') return undefined;
  const answers = outcome.output?.['answers'];
  if (!Array.isArray(answers)) return textOf(outcome);
  const first: unknown = answers[0];
  return textIn(first, 'text');
}

/** The score of every item that was ranked or compared, by its place in the input; undefined where there are none. */
export function scoresOf({ status, output }: Outcome): ReadonlyMap<number, number> | undefined {
  if (status !== 'ok') return undefined;
  const { scores, ranking } = output ?? {};
  if (isNumbers(scores)) return new Map(scores.entries());
  if (!Array.isArray(ranking)) return undefined;
  const byItem = new Map<number, number>();
  for (const item of ranking) {
    const [index, score] = [numberIn(item, 'index'), numberIn(item, 'score')];
    if (index === undefined || score === undefined) return undefined;
    byItem.set(index, score);
  }
  return byItem;
}

/** The embeddings of an answer; undefined where it is none. */
export function vectorsOf({ status, output }: Outcome): readonly Vector[] | undefined {
  const vectors = output?.['vectors'];
  if (status !== 'ok' || !Array.isArray(vectors)) return undefined;
  return vectors.every(isVector) ? vectors : undefined;
}

/** Best first by the contract, but a vendor's scores go before its order. */
function bestLabel(labels: readonly unknown[]): string | undefined {
  let best: { readonly label: string; readonly score: number } | undefined;
  for (const candidate of labels) {
    const label = textIn(candidate, 'label');
    const score = numberIn(candidate, 'score') ?? Number.NEGATIVE_INFINITY;
    if (label !== undefined && (best === undefined || score > best.score)) best = { label, score };
  }
  return best?.label;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function textIn(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : undefined;
}

function numberIn(value: unknown, name: string): number | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'number' && Number.isFinite(field) ? field : undefined;
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

const isVector = (value: unknown): value is Vector => value instanceof Float32Array || isNumbers(value);
