// What is put to the test, from its sources.
export { compareTargets } from '../../packages/compare/src/statistics/compare-targets.ts';
export type { Estimate, Interval } from '../../packages/compare/src/statistics/estimate.ts';
export { meanOf } from '../../packages/compare/src/statistics/mean.ts';
export { type Random, randomBy } from '../../packages/compare/src/statistics/random.ts';
export type { MeanMethod } from '../../packages/compare/src/statistics/row-interval.ts';
export type { Sample } from '../../packages/compare/src/statistics/sample.ts';
export { wilson } from '../../packages/compare/src/statistics/wilson.ts';
