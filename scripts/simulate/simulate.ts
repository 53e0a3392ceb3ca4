import type { Model } from './models.ts';
import {
  compareTargets,
  type Estimate,
  type MeanMethod,
  meanOf,
  type Random,
  randomBy,
  type Sample,
} from './subject.ts';

/** What is drawn, how often. */
export interface Scenario {
  readonly model: Model;
  /** Of `model.differences`. */
  readonly difference: number;
  readonly rows: number;
  readonly repeats: number;
  /** Share of the cells that have no value, at random, 0 … 1. */
  readonly missing: number;
  /** Runs to draw. */
  readonly runs: number;
  readonly seed: number;
  /** Default: what the statistics choose. */
  readonly method?: MeanMethod | undefined;
}

/** What came of the runs, as counts. */
export interface Tally {
  readonly runs: number;
  /** Runs whose interval of the first target's mean holds the true mean. */
  readonly meanHeld: number;
  /** Runs whose interval of the difference holds the true difference. */
  readonly differenceHeld: number;
  /** Runs that said "better" of the target that is. */
  readonly rightlyBetter: number;
  /** Runs that said "better" of a target that is not. */
  readonly falselyBetter: number;
}

/** Draws runs of a scenario and counts what the statistics make of them. The same scenario gives the same counts. */
export function simulate(scenario: Scenario): Tally {
  const { model, difference, runs, seed, method } = scenario;
  const random = randomBy(seed);
  const count = { runs, meanHeld: 0, differenceHeld: 0, rightlyBetter: 0, falselyBetter: 0 };
  for (let run = 0; run < runs; run++) {
    const [first, second] = draw(scenario, random);
    const options = { range: model.range, seed: seed + run, method };
    count.meanHeld += Number(holds(meanOf(first, options), model.mean + difference));
    const targets = [
      { target: 'first', sample: first },
      { target: 'second', sample: second },
    ];
    const verdict = compareTargets(targets, options)[0];
    count.differenceHeld += Number(holds(verdict?.difference, difference));
    if (verdict?.verdict.kind !== 'better') continue;
    if (difference > 0 && verdict.verdict.winner === 'a') count.rightlyBetter++;
    else count.falselyBetter++;
  }
  return count;
}

/** One run: a sample of each target, on the same rows. */
export function draw(
  { model, difference, rows, repeats, missing }: Scenario,
  random: Random,
): readonly [Sample, Sample] {
  const first: (number | undefined)[][] = [];
  const second: (number | undefined)[][] = [];
  for (let row = 0; row < rows; row++) {
    const cellFor = model.row(random);
    const cells = (mean: number): (number | undefined)[] => {
      const cell = cellFor(mean);
      return Array.from({ length: repeats }, () => (random.unit() < missing ? undefined : cell()));
    };
    first.push(cells(model.mean + difference));
    second.push(cells(model.mean));
  }
  return [first, second];
}

/** An interval that is not there holds nothing. */
function holds(estimate: Estimate | undefined, truth: number): boolean {
  const interval = estimate?.interval;
  // Ends that are the truth itself are off by rounding at most.
  return interval !== undefined && interval[0] <= truth + 1e-12 && truth <= interval[1] + 1e-12;
}
