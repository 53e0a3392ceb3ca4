import { stems } from '../text/words.ts';
import { similarity } from './embedding.ts';
import { type LabelScore, normalise, valence } from './sentiment.ts';

/** Words that speak for a label although they do not contain it. Keys and values are stems. */
const related: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    refund: ['reimburs', 'money', 'return', 'bought', 'paid'],
    support: ['help', 'issu', 'problem', 'broken', 'work'],
    sport: ['game', 'team', 'match', 'player', 'goal', 'ball'],
    polit: ['govern', 'elect', 'minist', 'vote', 'law', 'parti'],
    technolog: ['comput', 'softwar', 'phone', 'app', 'devic', 'robot'],
    busi: ['compani', 'market', 'profit', 'price', 'sale'],
    food: ['eat', 'cook', 'meal', 'bread', 'restaur'],
    travel: ['trip', 'train', 'flight', 'hotel', 'citi'],
    urgent: ['now', 'immedi', 'asap', 'today', 'quickli'],
  }),
);

const sharpness = 8;

/**
 * The share of each label for a text, best first, summing to 1: by the words that text and label share or that are
 * related, and for a label that is itself pleasant or unpleasant by the sentiment of the text.
 */
export function classifyZeroShot(text: string, labels: readonly string[], model: string): readonly LabelScore[] {
  return normalise(labels.map((label) => ({ label, score: Math.exp(sharpness * affinity(text, label, model)) })));
}

/** The score of each label on its own, from 0 to 1, best first: what `multi_label` asks for. */
export function classifyMultiLabel(text: string, labels: readonly string[], model: string): readonly LabelScore[] {
  return labels
    .map((label) => ({ label, score: 1 / (1 + Math.exp(-sharpness * (affinity(text, label, model) - 0.25))) }))
    .sort((left, right) => right.score - left.score);
}

function affinity(text: string, label: string, model: string): number {
  const own = new Set(stems(text));
  const hits = stems(label)
    .flatMap((stem) => related.get(stem) ?? [])
    .filter((stem) => own.has(stem)).length;
  return similarity(text, label, model) + Math.min(0.6, 0.3 * hits) + 0.5 * valence(text) * valence(label);
}
