/** What the columns of a comparison mean: metrics of cells, and their summaries per target and pair of targets. */
export {
  type Agreement,
  agreement,
  type Consistency,
  consistency,
  type SeriesAgreement,
  seriesAgreement,
} from './agreement.ts';
export { categories } from './categories.ts';
export { cellMetrics } from './cell-metrics.ts';
export { chrf } from './chrf.ts';
export { type ConfusionMatrix, cohensKappa, confusionMatrix } from './confusion.ts';
export { editSimilarity } from './edit-similarity.ts';
export { parseJson, withoutFence } from './json-answer.ts';
export { type LabelReport, labelReports } from './label-report.ts';
export { type LanguageDetector, loadLanguageDetector } from './language.ts';
export type {
  Category,
  CellMetric,
  Metric,
  MetricContext,
  MetricFacts,
  PairMetric,
  Price,
  ReferenceMetric,
  SeriesMetric,
  Unit,
} from './metric.ts';
export { labelForm, normalForm } from './normal-form.ts';
export {
  type CellRecord,
  type MeasuredCell,
  measuredCell,
  measuredRecord,
  type Outcome,
  outcomeOf,
  outcomeOfRecord,
  type Place,
} from './outcome.ts';
export { pairMetrics } from './pair-metrics.ts';
export { kendallTauB, spearman } from './rank-correlation.ts';
export { referenceMetrics } from './reference-metrics.ts';
export { type Refusal, refusalOf, refusalPhrases, refusalPhrasesVersion } from './refusal.ts';
export { rougeL } from './rouge-l.ts';
export { seriesMetrics } from './series-metrics.ts';
export {
  countCategory,
  quantile,
  type Summary,
  summarise,
  summaryOf,
  type TargetCategory,
  type TargetMetric,
} from './summary.ts';
export { metricNamed, metrics } from './table.ts';
export { answerOf, labelOf, scoresOf, vectorsOf } from './task-outputs.ts';
export { tokenF1 } from './token-f1.ts';
export { rougeTokens, squadForm, squadTokens, stemmedRougeTokens, type Tokenise, words } from './tokens.ts';
export {
  type CellPair,
  type CellValue,
  cellValue,
  cellValues,
  type PairValue,
  pairsOf,
  pairValues,
  samplesOf,
} from './values.ts';
export { cosine, neighbourOverlap, type Vector } from './vectors.ts';
