import { mistake } from '../mistake.ts';

/** Low and high end. */
export type Interval = readonly [low: number, high: number];

/** How an interval was come by; what each is and when it is taken is said at the functions that make it. */
export type IntervalMethod =
  | 'wilson'
  | 'plus-four'
  | 'adjusted-wald'
  | 'student-t'
  | 'bootstrap-t'
  | 'bootstrap-bca'
  | 'bootstrap-percentile';

/** A number that says what it rests on. */
export interface Estimate {
  /** In the metric's own unit. */
  readonly estimate: number;
  /** Rows that it rests on. Repeats of a row are not rows: they say little that is new. */
  readonly n: number;
  /** Share of the planned cells that it rests on, 0 … 1. */
  readonly coverage: number;
  /** Absent where there is none: one row does not say how rows differ. */
  readonly interval?: Interval | undefined;
  /** Level of the interval, 0 … 1; 0.95 unless another was asked for. */
  readonly level: number;
  /** Absent with the interval. */
  readonly method?: IntervalMethod | undefined;
  /**
   * What the estimate would be if every missing cell had come out lowest, and if every one had come out highest
   * (Horowitz and Manski 2000). Absent where nothing is missing, or where the metric has no `range`.
   */
  readonly bounds?: Interval | undefined;
  /** What to know before believing it. */
  readonly warnings: readonly StatisticsWarning[];
}

/** Something that a reader should know before believing a number. */
export interface StatisticsWarning {
  readonly code: WarningCode;
  /** The same in a sentence. */
  readonly message: string;
}

/**
 * `few-rows`: under 30. `no-interval`: one row. `no-variation`: every row is the same, so the interval has no width.
 * `missing-cells`: some planned cells have no value. `missing-decides`: what is missing could turn the verdict.
 * `no-test`: under 6 pairs, no p-value. `skewed`: the rows are skewed, and so few that the interval may be too short.
 */
export type WarningCode =
  | 'few-rows'
  | 'no-interval'
  | 'no-variation'
  | 'missing-cells'
  | 'missing-decides'
  | 'no-test'
  | 'skewed';

/** The default level of every interval. */
export const defaultLevel = 0.95;

/** @throws InferenceError `invalid-request` for a level that is not between 0 and 1 */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw mistake(`The level ${level} is not between 0 and 1. Give 0.95 for 95 %.`);
}
