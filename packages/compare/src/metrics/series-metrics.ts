import { cohensKappa } from './confusion.ts';
import type { SeriesMetric } from './metric.ts';
import type { Outcome } from './outcome.ts';
import { spearman } from './rank-correlation.ts';
import { labelOf, scoresOf, vectorsOf } from './task-outputs.ts';
import { neighbourOverlap } from './vectors.ts';

const defaultNeighbours = 10;

/** Pairs of which both have what is asked for; the others are left out together. */
function bothHave<T>(
  pairs: readonly (readonly [Outcome, Outcome])[],
  read: (outcome: Outcome) => T | undefined,
): readonly (readonly [T, T])[] {
  return pairs.flatMap(([a, b]) => {
    const [left, right] = [read(a), read(b)];
    return left === undefined || right === undefined ? [] : [[left, right] as const];
  });
}

/** Numbers that only a whole series has. */
export const seriesMetrics: readonly SeriesMetric[] = [
  {
    over: 'series',
    name: 'series-kappa',
    title: 'agreement on labels beyond chance, κ',
    needs: 'labels of both, of which not all are one and the same',
    unit: 'correlation',
    direction: 'none',
    range: [-1, 1],
    source: 'Cohen 1960, as sklearn.metrics.cohen_kappa_score',
    of: (pairs) => cohensKappa(bothHave(pairs, labelOf)),
  },
  {
    over: 'series',
    name: 'series-spearman',
    title: 'same order of similarity scores over all cells, ρ',
    needs: 'scores of the same items by both',
    unit: 'correlation',
    direction: 'none',
    range: [-1, 1],
    source: 'Spearman 1904, ties by mean rank, as scipy.stats.spearmanr',
    of: (pairs) => {
      const both = bothHave(pairs, scoresOf).filter(([a, b]) => a.size === b.size);
      const scores = both.flatMap(([a, b]) => [...a].map(([item, score]) => [score, b.get(item)] as const));
      const known = scores.filter((pair): pair is readonly [number, number] => pair[1] !== undefined);
      return known.length < scores.length
        ? undefined
        : spearman(
            known.map(([score]) => score),
            known.map(([, score]) => score),
          );
    },
  },
  {
    over: 'series',
    name: 'series-neighbour-overlap',
    title: 'same nearest neighbours, overlap@k',
    needs: 'embeddings of the same k + 2 or more texts by both',
    unit: 'similarity',
    direction: 'none',
    range: [0, 1],
    source: 'mean share of the k nearest by cosine that are the same; k = 10 unless given',
    of: (pairs, { neighbours = defaultNeighbours }) => {
      const both = bothHave(pairs, vectorsOf).filter(([a, b]) => a.length === b.length);
      return neighbourOverlap(
        both.flatMap(([a]) => a),
        both.flatMap(([, b]) => b),
        neighbours,
      );
    },
  },
];
