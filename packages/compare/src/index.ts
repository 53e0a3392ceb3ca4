/**
 * The same inputs to several providers, side by side. Web standards only; run files, prompt files and data files are
 * behind `@x/compare/node`.
 *
 * @packageDocumentation
 */
export type { Cell, CellAnswer, CellFailure, CellResult, EndedCell } from './cell.ts';
export type { Clock } from './clock.ts';
export type { AnswerStore, ComparisonOptions, Limits, Prompt, Shard, Target } from './comparison.ts';
export { compare } from './engine/compare.ts';
export type {
  Comparison,
  ComparisonEvent,
  ComparisonSummary,
  EndReason,
  Mean,
  Progress,
  TargetSummary,
} from './events.ts';
export { type CellFigures, figuresOf, type Measurements, tableOf } from './figures.ts';
export type { Earlier, Ledger } from './ledger.ts';
export type { Row, Rows } from './plan/rows.ts';
export type { Budget, Prices, Spent } from './spending.ts';
