/**
 * What a comparison came to: metrics, checks, statistics, judging, and reports of run files. Web standards only.
 *
 * @packageDocumentation
 */
export * from './checks/index.ts';
export {
  type Ballot,
  ballotOf,
  type Choice,
  startVoting,
  type VotingAction,
  type VotingState,
  votesOf,
  voting,
} from './judging/human-votes.ts';
export { type Judge, type JudgeOptions, judgePair } from './judging/judge-pair.ts';
export { type JudgeRunOptions, judgePairs } from './judging/judge-pairs.ts';
export { type JudgeReport, judgeReport } from './judging/judge-report.ts';
export type { RatedGroup, RatedTarget } from './judging/rated-group.ts';
export { type Rating, type RatingOptions, rate, toPoints } from './judging/rating.ts';
export { vendorOf } from './judging/vendor.ts';
export type { AnswerPair, Contender, HumanVote, JudgeVerdict, Reading, Votes, Winner } from './judging/votes.ts';
export { type WinRate, winRates } from './judging/win-rate.ts';
export * from './metrics/index.ts';
export * from './reports/index.ts';
export {
  compareTargets,
  type PairOptions,
  type PairVerdict,
  type TargetSample,
} from './statistics/compare-targets.ts';
export { differenceOf, type PairedDifference } from './statistics/difference.ts';
export type { Estimate, Interval, IntervalMethod, StatisticsWarning, WarningCode } from './statistics/estimate.ts';
export { holm } from './statistics/holm.ts';
export { mcnemar } from './statistics/mcnemar.ts';
export { meanOf, type StatisticsOptions } from './statistics/mean.ts';
export type { RowCells, Sample } from './statistics/sample.ts';
export type { PairedTest } from './statistics/sign-flip.ts';
export { type Verdict as ComparisonVerdict, verdictInWords } from './statistics/verdict.ts';
export { wilson } from './statistics/wilson.ts';
