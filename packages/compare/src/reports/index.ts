/**
 * What a run came to: one report, and the ways to write it down. Web standards only.
 *
 * @packageDocumentation
 */
export { type PairChoice, type PlannedPair, planPairs, readPair } from './answer-pairs.ts';
export { type ReportOptions, reportOn } from './build-report.ts';
export { csvReport } from './csv.ts';
export type { Gate, GateResult } from './gates.ts';
export { jsonReport } from './json.ts';
export { junitReport } from './junit.ts';
export { type LlmComparatorOptions, llmComparatorReport } from './llm-comparator.ts';
export { markdownReport } from './markdown.ts';
export { countsInWords, estimateIn, floorInWords, numberIn } from './numbers.ts';
export { questionText } from './question-text.ts';
export { type AskedQuestion, clusterKindOf, questionsOf } from './questions.ts';
export type {
  AgreementReport,
  CheckFailure,
  CheckReport,
  ComparisonReport,
  Cost,
  Disagreement,
  MetricReport,
  PairAgreement,
  PairReport,
  ReportSettings,
  RunSummary,
  SelfAgreement,
  TargetFigure,
  TargetPassRate,
  TargetReport,
} from './report.ts';
export type { ReportSource, SourceEntry, SourceHeader, SourceTarget } from './source.ts';
export { type NamedPair, type TellingPairs, tellingPairs } from './telling-pairs.ts';
