import type { Interval, Random } from './subject.ts';

/** A world in which the true means of two targets are known. */
export interface Model {
  readonly name: string;
  /** The range of the metric, as it is told to the statistics. */
  readonly range?: Interval;
  /** True mean of the second target. */
  readonly mean: number;
  /** True differences of the first from it: none, a small one, a large one. */
  readonly differences: readonly [none: number, small: number, large: number];
  /** Draws a row, and gives for the true mean of a target the way to draw its cells on that row. */
  readonly row: (random: Random) => (mean: number) => () => number;
}

/** The worlds. In each, a row is as hard for both targets, and repeats of a row hang together. */
export const models: readonly Model[] = [
  {
    name: 'passed or failed',
    range: [0, 1],
    mean: 0.5,
    differences: [0, 0.05, 0.2],
    row: (random) => passing(random, 0.25),
  },
  {
    name: 'passed or failed, nearly all passed',
    range: [0, 1],
    mean: 0.92,
    differences: [0, 0.02, 0.05],
    row: (random) => passing(random, 0.03),
  },
  {
    name: 'continuous',
    mean: 0.6,
    differences: [0, 0.03, 0.1],
    row: (random) => {
      const ease = 0.15 * normal(random);
      return (mean) => {
        const suits = 0.1 * normal(random);
        return () => mean + ease + suits + 0.1 * normal(random);
      };
    },
  },
  {
    name: 'continuous, skewed',
    mean: 1,
    differences: [0, 0.1, 0.5],
    row: (random) => {
      const ease = logNormal(random, 0.5);
      return (mean) => {
        const suits = logNormal(random, 0.4);
        return () => mean * ease * suits * logNormal(random, 0.4);
      };
    },
  },
];

/** Rows are easier or harder by up to `reach`, the same for both targets. */
function passing(random: Random, reach: number): (mean: number) => () => number {
  const ease = reach * (2 * random.unit() - 1);
  return (mean) => () => Number(random.unit() < mean + ease);
}

/** A standard normal number (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/** A log-normal number of mean 1. */
const logNormal = (random: Random, deviation: number): number =>
  Math.exp(deviation * normal(random) - deviation ** 2 / 2);
