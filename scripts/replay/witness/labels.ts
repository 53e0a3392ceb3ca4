/** Labels with scores, which many of Hugging Face's tasks answer with. */
import { numberAt, stringAt } from './json.ts';

/** Best first, as the contract has it; equal scores keep the server's order. */
export function readLabels(labels: readonly unknown[]): readonly unknown[] {
  const read = labels.map((label) => ({ label: stringAt(label, 'label'), score: numberAt(label, 'score') }));
  return read.toSorted((left, right) => (right.score ?? 0) - (left.score ?? 0));
}

/** What comes alone or in a list. */
export function asList(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [body];
}
