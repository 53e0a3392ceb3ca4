import { type Model, models } from './models.ts';
import type { Scenario } from './simulate.ts';

/** One line of the table: the same rows, repeats and share of missing cells, with each of the model's differences. */
export interface Line {
  readonly model: Model;
  readonly rows: number;
  readonly repeats: number;
  readonly missing: number;
  /** Without a difference, with a small one, with a large one. */
  readonly scenarios: readonly Scenario[];
}

/** Runs for each difference: fewer where a run is longer, so that a line takes about as long as another. */
const runsByRows: readonly (readonly [rows: number, runs: number])[] = [
  [10, 700],
  [30, 700],
  [100, 400],
  [300, 300],
  [1_000, 120],
];

/**
 * Every line of the table.
 *
 * @param share of the runs to draw, 0 … 1; at least one of each
 */
export function lines(share: number, seed: number): readonly Line[] {
  return models.flatMap((model, world) =>
    runsByRows.flatMap(([rows, runs]) =>
      [1, 3].flatMap((repeats) =>
        [0, 0.1].map((missing): Line => {
          const about = { model, rows, repeats, missing, runs: Math.max(1, Math.round(runs * share)) };
          const scenarios = model.differences.map((difference, place): Scenario => {
            // Far enough apart that no two scenarios have a seed in common.
            const own = seed + 1e4 * (place + 3 * (missing * 10 + 2 * (repeats + 4 * (rows + 2_000 * world))));
            return { ...about, difference, seed: own };
          });
          return { model, rows, repeats, missing, scenarios };
        }),
      ),
    ),
  );
}
